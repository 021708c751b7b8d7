//! Whom an epithet cannot mean, because of what the text has called them: no prosecutor is "der Angeklagte", no Syrian "der Israeli".

use super::clusters::{Cluster, Clusters};
use super::mentions::Mention;
use super::words::list;
use crate::word_list::WordList;

/// How far apart two are looked at as standing in one clause, in tokens.
const CLAUSE: usize = 16;
/// How many letters a country and its adjective begin alike with.
const ALIKE: usize = 3;
/// What the stem of a country's genitive lacks of its name: "itali".
const COUNTRY_ENDS: [&str; 4] = ["", "en", "e", "n"];
/// How far before a name the country is looked for, in tokens.
const BEFORE_NAME: usize = 30;

impl Clusters<'_> {
    /// True if a word for somebody, in lower case, is not said of those whom the text calls as it does this one.
    pub(super) fn told_apart(&self, cluster: &Cluster, lower: &str, nation: Option<&str>) -> bool {
        let turns = self.reader.turns;
        let called = |ends: &WordList| cluster.heads.iter().any(|head| ends.ends(head));
        // "Oberstaatsanwalt Jens Holm … Der Beschuldigte"
        let by_law = turns.tried_ends.ends(lower);
        // A "Verteidiger" plays football too: "Der 22-Jährige".
        let anybody = turns.anybody_ends.ends(lower);
        // "Der Angeklagte gestand. Sein Verteidiger Max Kern bat um Milde. Der 32-Jährige …"
        let in_court = || self.recent.iter().any(|at| self.list[*at].heads.iter().any(|head| turns.tried_ends.ends(head)));
        let defended = || (by_law || anybody && in_court()) && called(&turns.defending_ends);
        let tried = (by_law || anybody) && called(&turns.trying_ends) || defended();
        // "Klinikchef Jens Holm … Der Patient"
        let concerned = turns.concerned.has(lower) && (called(&turns.leading_ends) || called(&turns.trying_ends));
        // "sein syrischer Kollege Amir Hadad … Der Israeli"
        let foreign = nation.is_some_and(|nation| cluster.country.as_ref().is_some_and(|country| country != nation));
        tried || concerned || foreign
    }

    /// True for two words, in lower case, for who prosecutes and for somebody's lawyer: "staatsanwalt", "anwalt".
    pub(super) fn on_both_sides(&self, one: &str, other: &str) -> bool {
        let prosecutes = |word: &str| self.reader.turns.prosecuting_ends.ends(word);
        prosecutes(one) != prosecutes(other)
    }

    /// True for the name of a public office, in lower case, where another one was told of somebody, or other work.
    pub(super) fn another_office(&self, cluster: &Cluster, lower: &str) -> bool {
        let (words, turns) = (self.reader.words, self.reader.turns);
        // Who leads a party may lead a country too.
        let works = |head: &String| {
            let anybody = words.ends_of(head) & list::GENERIC_PERSON != 0 || turns.chair_ends.ends(head);
            !anybody || turns.office_ends.ends(head) || turns.sitting_ends.ends(head) || self.leads_no_state(head)
        };
        let office = turns.office_ends.ends(lower) && !turns.deputies.begins(lower) || turns.rulers.has(lower);
        office && cluster.heads.iter().any(works)
    }

    /// True if a name without its endings is that of a country or land: "itali".
    pub(super) fn is_country(&self, stem: &str) -> bool {
        COUNTRY_ENDS.iter().any(|end| self.reader.words.lists_of(&format!("{stem}{end}")) & list::COUNTRY != 0)
    }

    /// True if an adjective tells another country than what is known of somebody with an office: "Australiens Premier … Der irische Premier";
    /// where nothing is, whoever was called by the office alone is not who is now told by a country: "Präsident Ohlsen … Der irische Präsident".
    pub(super) fn of_another_country(&self, cluster: &Cluster, adjective: &str) -> bool {
        let Some((name, _)) = cluster.name.filter(|_| cluster.person && cluster.country.is_none() && !cluster.heads.is_empty()) else {
            return false;
        };
        let (reader, turns) = (self.reader, self.reader.turns);
        let alike = |country: &str| {
            let pair = |pair: &str| pair.split_once(':').is_some_and(|(known, of)| country == known && adjective.ends_with(of));
            let same = country.chars().zip(adjective.chars()).take_while(|(one, other)| one == other).count();
            same >= ALIKE || turns.countries_and_adjectives.iter().any(pair)
        };
        let owner = cluster.possessor.as_deref().filter(|stem| self.is_country(stem));
        let part = |head: &String| head.split_once('-').map(|(first, _)| first.to_owned()).filter(|first| turns.country_parts.has(first));
        if let Some(country) = cluster.heads.iter().find_map(part).or(owner.map(str::to_owned)) {
            return !alike(&country);
        }
        // "In Irland hat Präsident Ohlsen …"
        let there = |at: usize| at > 0 && turns.in_country.has(reader.doc.word(at - 1)) && reader.facts[at].is(list::COUNTRY);
        !(name.saturating_sub(BEFORE_NAME)..name).any(|at| there(at) && alike(reader.lower(at)))
    }

    /// True for what is no authority, or none of the sort that a noun tells: no police is "das Ministerium".
    pub(super) fn no_such_authority(&self, cluster: &Cluster, noun: usize) -> bool {
        let (reader, ends) = (self.reader, &self.reader.turns.ministry_ends);
        let name = || cluster.name.into_iter().flat_map(|(from, to)| from..to);
        let ministry = || cluster.heads.iter().any(|head| ends.ends(head)) || name().any(|at| ends.ends(reader.lower(at)));
        // "das Büro Hartl & Partner"
        let firm = |at: usize| reader.facts[at].is(list::FIRM_MARK) || reader.facts[at].mark == '&';
        name().any(firm) || reader.turns.ministries.has(reader.lower(noun)) && !ministry()
    }

    /// True for what its name tells to be no firm, or one of another sort than a noun tells: no union is "die Airline", and no bank.
    pub(super) fn no_such_firm(&self, cluster: &Cluster, noun: usize) -> bool {
        let (reader, turns) = (self.reader, self.reader.turns);
        let name = || cluster.name.into_iter().flat_map(|(from, to)| from..to);
        let known = |word: &str| turns.no_firms.has(word) || turns.parties.has(word);
        let no_firm = |word: &str| known(word) || word.strip_suffix('s').is_some_and(known);
        if name().any(|at| no_firm(reader.doc.word(at))) {
            return true;
        }
        let sort = |word: &str| {
            let mut sorts = turns.sorts_of_firm.iter().filter_map(|pair| pair.split_once(':'));
            sorts.find(|(_, end)| word.ends_with(end)).map(|(sort, _)| sort)
        };
        let told = cluster.heads.iter().map(String::as_str).chain(name().map(|at| reader.lower(at))).filter_map(sort);
        sort(reader.lower(noun)).is_some_and(|sort| told.clone().next().is_some() && !told.clone().any(|known| known == sort))
    }

    /// True for two words, in lower case, of who leads two bodies: "spd-chefin", "parlamentspräsidentin", but not "parteivorsitzende".
    pub(super) fn lead_others(&self, one: &str, other: &str) -> bool {
        let turns = self.reader.turns;
        // "Der Armeechef … Der Präsident"
        if turns.presidents.has(one) && self.leads_no_state(other) || turns.presidents.has(other) && self.leads_no_state(one) {
            return true;
        }
        let any = |led: &str| turns.any_body_ends.ends(led);
        matches!((self.led(one), self.led(other)), (Some(one), Some(other)) if one != other && !any(one) && !any(other))
    }

    /// What somebody leads who is called by a word in lower case: "spd" for "spd-chefin".
    fn led<'w>(&self, word: &'w str) -> Option<&'w str> {
        let end = self.reader.turns.chair_ends.end_of(word)?;
        Some(word[..word.len() - end.len()].trim_end_matches(['-', 's'])).filter(|led| !led.is_empty())
    }

    /// True for a word, in lower case, for who leads what heads of state and of clubs do not: "armeechef".
    fn leads_no_state(&self, word: &str) -> bool {
        self.led(word).is_some_and(|led| self.reader.turns.led_by_no_president_ends.ends(led))
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
        let named = || cluster.name.is_some_and(|(_, to)| !cluster.person && ends.ends(reader.lower(to - 1)));
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
