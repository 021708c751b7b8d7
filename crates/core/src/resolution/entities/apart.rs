//! Whom an epithet cannot mean, because of what the text has called them: no prosecutor is "der Angeklagte", no Syrian "der Israeli".

use super::clusters::{Cluster, Clusters};
use super::mentions::Mention;
use super::words::list;
use crate::word_list::WordList;

/// How far apart two are looked at as standing in one clause, in tokens.
const CLAUSE: usize = 16;

impl Clusters<'_> {
    /// True if a word for somebody, in lower case, is not said of those whom the text calls as it does this one.
    pub(super) fn told_apart(&self, cluster: &Cluster, lower: &str, nation: Option<&str>) -> bool {
        let turns = self.reader.turns;
        let called = |ends: &WordList| cluster.heads.iter().any(|head| ends.ends(head));
        // "Oberstaatsanwalt Jens Holm … Der Beschuldigte"
        let by_law = turns.tried_ends.ends(lower);
        // A "Verteidiger" plays football too: "Der 22-Jährige".
        let anybody = turns.anybody_ends.ends(lower) && !called(&turns.defending_ends);
        let tried = (by_law || anybody) && called(&turns.trying_ends) || by_law && called(&turns.defending_ends);
        // "Klinikchef Jens Holm … Der Patient"
        let concerned = turns.concerned.has(lower) && (called(&turns.leading_ends) || called(&turns.trying_ends));
        // "sein syrischer Kollege Amir Hadad … Der Israeli"
        let foreign = nation.is_some_and(|nation| cluster.country.as_ref().is_some_and(|country| country != nation));
        tried || concerned || foreign
    }

    /// True for the name of a public office, in lower case, where another one was told of somebody.
    pub(super) fn another_office(&self, cluster: &Cluster, lower: &str) -> bool {
        let turns = self.reader.turns;
        turns.office_ends.ends(lower) && !turns.deputies.begins(lower) && cluster.heads.iter().any(|head| turns.office_ends.ends(head))
    }

    /// True for two words, in lower case, of who leads two bodies: "spd-chefin", "parlamentspräsidentin", but not "parteivorsitzende".
    pub(super) fn lead_others(&self, one: &str, other: &str) -> bool {
        let turns = self.reader.turns;
        let led = |word: &str| {
            let end = turns.chair_ends.end_of(word)?;
            Some(word[..word.len() - end.len()].trim_end_matches(['-', 's']).to_owned()).filter(|led| !led.is_empty())
        };
        let any = |led: &String| turns.any_body_ends.ends(led);
        matches!((led(one), led(other)), (Some(one), Some(other)) if one != other && !any(&one) && !any(&other))
    }

    /// True if what hangs on the one word for somebody stands in front in another, in lower case: "Sprecherin der Polizei", "polizeisprecherin".
    pub(super) fn hangs_in_front(&self, cluster: &Cluster, lower: &str) -> bool {
        let Some((_, end)) = cluster.hang.filter(|_| !cluster.heads.iter().any(|head| head == lower)) else { return false };
        let owner = self.reader.lower(end - 1);
        owner.chars().count() > 2 && lower.starts_with(owner.trim_end_matches('s'))
    }

    /// True for what is called by a word for an authority, or has one at the end of its name: "Deutscher Wetterdienst".
    pub(super) fn authority(&self, cluster: &Cluster) -> bool {
        let (reader, ends) = (self.reader, &self.reader.turns.authority_ends);
        let named = || cluster.name.is_some_and(|(_, to)| !cluster.person && ends.ends(&reader.lower(to - 1)));
        cluster.heads.iter().any(|head| ends.ends(head)) || named()
    }

    /// True for the subject of the clause that a mention stands in: "Nordra lobte die Gewerkschaft" speaks of two.
    pub(super) fn subject_beside(&self, cluster: &Cluster, mention: &Mention) -> bool {
        let between = cluster.last_token..mention.start;
        cluster.last_subject
            && cluster.last_sentence == mention.sentence
            && between.len() < CLAUSE
            && between.into_iter().all(|at| self.reader.facts[at].mark == '\0')
    }

    /// The adjective of the country that a word, in lower case, is the inhabitant of: "israelisch" for "israeli".
    pub(super) fn nation(&self, lower: &str) -> Option<String> {
        let turns = self.reader.turns;
        let known = |adjective: &String| self.reader.words.lists_of(adjective) & list::OF_PLACE != 0;
        let of = |stem: &str| {
            let itself = Some(stem.to_owned()).filter(|_| turns.adjective_of_nation_ends.ends(stem)).filter(known);
            itself.or_else(|| turns.of_nation_ends.iter().map(|end| format!("{stem}{end}")).find(known))
        };
        // "Franzose", "französisch"
        let umlaut = |stem: &str| stem.rsplit_once('o').and_then(|(before, behind)| of(&format!("{before}ö{behind}")));
        let cut = turns.nation_ends.iter().filter_map(|end| lower.strip_suffix(end));
        // "Ungar", "ungarisch"
        std::iter::once(lower).chain(cut).filter(|stem| stem.len() > 1).find_map(|stem| of(stem).or_else(|| umlaut(stem)))
    }
}
