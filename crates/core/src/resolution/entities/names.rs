//! Who bears a name: by surname, by the whole name of a body or what is left of it without its generic words.

use super::clusters::{Cluster, Clusters, stem};
use super::descriptions::{ends_word, same_word};
use super::mentions::Mention;
use super::phrases::{Determiner, Phrase};
use super::words::{Class, list};

/// How many sentences lie at most between who is called by what she is and her name.
const TOLD_OF: usize = 3;

impl Clusters<'_> {
    /// "der 84-jährige Ohlsen": a surname that the text has given in full.
    pub(super) fn surname(&self, phrase: &Phrase) -> Option<usize> {
        // "Papier erklärte": a surname that is a noun as well.
        let bare = |head: usize| {
            let noun = self.reader.doc.lower(head);
            phrase.determiner == Determiner::Bare && phrase.start == head && phrase.core == head + 1 && self.surnames.contains(&stem(noun))
        };
        // "ein Brand" is no Brandt who is known.
        let known = !matches!(phrase.determiner, Determiner::Indefinite | Determiner::Negative);
        let head = phrase.head.filter(|head| known && (phrase.class.is_none() || phrase.guessed || bare(*head)))?;
        let known = self.names.get(&stem(self.reader.doc.word(head)))?;
        known.iter().copied().filter(|at| self.list[*at].person).max_by_key(|at| self.list[*at].last_token)
    }

    /// Who bears a name.
    pub(super) fn named(&self, phrase: &Phrase, (from, to): (usize, usize)) -> Option<usize> {
        let reader = self.reader;
        let mut keys = Vec::new();
        if phrase.person {
            keys.push(stem(reader.doc.word(to - 1)));
        } else {
            self.body_keys(from, to, &mut keys);
            if keys.len() > 1 {
                keys.truncate(2);
            }
        }
        let press = Some(phrase).filter(|phrase| matches!(phrase.class, Some(Class::Outlet | Class::Agency)));
        let short = press.and_then(|_| self.press_key(from, to));
        let short = short.and_then(|key| self.names.get(&key)).into_iter().flatten().copied();
        let short = short.filter(|at| !self.list[*at].own && !self.list[*at].nobody);
        let candidates = keys.iter().filter_map(|key| self.names.get(key)).flatten().copied().chain(short);
        candidates
            .filter(|at| {
                let cluster = &self.list[*at];
                let fits = cluster.gender & phrase.gender != 0 || !phrase.person;
                let kind = if phrase.person { cluster.person || cluster.class.is_none() } else { !cluster.person || to == from + 1 };
                let outlet = !matches!(phrase.class, Some(Class::Outlet)) || !cluster.person;
                // "Regierung Kretas" is not Crete.
                let place = !cluster.place || phrase.place || phrase.head.is_none();
                fits && kind && outlet && place && (!phrase.person || self.first_names_agree(cluster, (from, to)))
            })
            .max_by_key(|at| self.list[*at].last_token)
    }

    /// "Admiral Petu Lamoana", then "Petu", or the other way round: where the first word of a name is what somebody is called.
    pub(super) fn by_first_word(&self, phrase: &Phrase, (from, to): (usize, usize)) -> Option<usize> {
        let unknown = phrase.person || phrase.class.is_none();
        if !unknown || phrase.place || phrase.coordinated || from >= to {
            return None;
        }
        let word = self.reader.doc.word(from);
        let key = stem(word);
        let fits = |at: &usize| {
            let cluster = &self.list[*at];
            let Some((known_from, known_to)) = cluster.name.filter(|_| cluster.person && cluster.gender & phrase.gender != 0) else {
                return false;
            };
            let known = self.reader.doc.word(known_from);
            let same = known == word || word.strip_suffix('s') == Some(known);
            same && (to == from + 1 || known_to == known_from + 1)
        };
        let table = if to == from + 1 { &self.given } else { &self.names };
        let mut found = table.get(&key)?.iter().copied().filter(fits);
        found.next().filter(|_| found.next().is_none())
    }

    /// "Thea Werner … sagte Werner": whose surname is a first name of the other sex.
    pub(super) fn surname_like_a_first_name(&self, phrase: &Phrase, (from, to): (usize, usize)) -> Option<usize> {
        let alone = phrase.person && phrase.role.is_none() && to == from + 1 && self.reader.facts[from].is(list::FIRST_M | list::FIRST_F);
        let known = self.names.get(&stem(self.reader.doc.word(from))).filter(|_| alone)?;
        let bears = |at: &usize| self.list[*at].person && self.list[*at].name.is_some_and(|(first, last)| last > first + 1);
        known.iter().copied().filter(bears).max_by_key(|at| self.list[*at].last_token)
    }

    /// "Der Minister kündigte das an. Minister Ohlsen …": who was told by an office before the text gives the name.
    pub(super) fn named_at_last(&self, phrase: &Phrase) -> Option<usize> {
        let head = self.reader.lower(phrase.head.filter(|_| phrase.person)?);
        let fits = |cluster: &Cluster| {
            let nameless = cluster.name.is_none() && cluster.class == Some(Class::Person) && !cluster.introduced && !cluster.plural();
            // "der Sprecher des Klubs" is no "Polizeisprecher", "Brehms Anwältin" no "Staatsanwältin".
            let of_nobody = cluster.hang.is_none() && cluster.possessor.is_none() || self.hangs_in_front(cluster, head);
            let called = |known: &String| same_word(known, head) || of_nobody && ends_word(head, known) && !self.on_both_sides(head, known);
            nameless && cluster.gender & phrase.gender != 0 && cluster.heads.iter().any(called)
        };
        self.recent.iter().rev().copied().find(|at| fits(&self.list[*at]) && self.modifier(*at).is_none())
    }

    /// "Die Chemikerin warnt. „Das ist giftig“, sagt Lena Holm.": who speaks by a full name and nothing else, where the text has spoken of one
    /// person so far and called her by what she is.
    pub(super) fn only_one_told_of(&self, phrase: &Phrase, mention: &Mention) -> Option<usize> {
        let full = phrase.name.is_some_and(|(from, to)| to > from + 1) && phrase.head.is_none() && mention.source && !mention.quoted;
        if !full || !phrase.person {
            return None;
        }
        let mut people = self.list.iter().enumerate().filter(|(_, cluster)| cluster.human());
        let (at, told) = people.next().filter(|_| people.next().is_none())?;
        let nameless = told.name.is_none() && told.class == Some(Class::Person) && !told.introduced && !told.plural() && !told.nobody;
        let near = told.spoke.is_some() && mention.sentence.saturating_sub(told.last_sentence) <= TOLD_OF;
        // "Sachsens Landrat"
        let of_nobody = told.possessor.as_deref().is_none_or(|whose| self.is_country(whose));
        let alone = told.hang.is_none() && of_nobody && !told.last_quoted;
        (nameless && near && alone && told.gender & phrase.gender != 0).then_some(at)
    }

    fn first_names_agree(&self, cluster: &Cluster, (from, to): (usize, usize)) -> bool {
        let Some((known_from, known_to)) = cluster.name else { return true };
        if to - from < 2 || known_to - known_from < 2 {
            return true;
        }
        let (one, other) = (self.reader.doc.word(from), self.reader.doc.word(known_from));
        // "Von der Leyen" has no first name.
        if [from, known_from].iter().any(|at| self.reader.turns.german_particles.has(self.reader.lower(*at))) {
            return true;
        }
        let initial = |short: &str, long: &str| short.ends_with('.') && long.starts_with(short.trim_end_matches('.'));
        // "JAN HOLTZ:", as papers print who answers
        let printed = || self.reader.lower(from) == self.reader.lower(known_from);
        one == other || initial(one, other) || initial(other, one) || printed()
    }

    /// What a paper, station or agency is called for short, marked as such: "Nordauer Neue Zeitung" and "NNZ", "Kurve-Zeitung" and "Kurve".
    pub(super) fn press_key(&self, from: usize, to: usize) -> Option<String> {
        let reader = self.reader;
        let capital = |part: &&str| part.starts_with(char::is_uppercase);
        let short: String = if to == from + 1 {
            let word = reader.doc.word(from);
            let sort = |rest: &str| reader.words.lists_of(&rest.to_lowercase()) & list::GENERIC_OUTLET != 0;
            stem(word.rsplit_once('-').filter(|(_, rest)| sort(rest)).map_or(word, |(first, _)| first))
        } else {
            let parts = (from..to).flat_map(|at| reader.doc.word(at).split('-')).filter(capital);
            parts.filter_map(|part| part.chars().next()).flat_map(char::to_lowercase).collect()
        };
        (short.chars().count() > 1).then(|| format!("-{short}"))
    }

    /// The spellings under which a body is looked up: the whole name, and what is left without its generic words.
    pub(super) fn body_keys(&self, from: usize, to: usize, keys: &mut Vec<String>) {
        let reader = self.reader;
        let words = |keep: &dyn Fn(usize) -> bool| -> String {
            (from..to)
                .filter(|at| reader.facts[*at].mark == '\0' && keep(*at))
                .map(|at| stem(reader.doc.word(at)))
                .collect::<Vec<_>>()
                .join(" ")
        };
        keys.push(words(&|_| true));
        // "Ärzte ohne Grenzen": a name of several words is not taken apart; and "der Rat der Vereinten Nationen" is not they.
        let length = |at: usize| reader.facts[at].phrase as usize;
        let whole = |at: usize| (from..=at).find(|first| length(*first) > 1 && first + length(*first) > at);
        let own = |at: usize| {
            let fact = &reader.facts[at];
            if let Some(first) = whole(at) {
                return first == from || reader.facts[first - 1].capital;
            }
            let generic = fact.noun.is_some_and(|noun| !noun.marked) && !fact.acronym && !fact.is(list::OUTLET_MARK);
            !generic && !fact.is(list::FIRM_MARK) && fact.capital
        };
        let proper = words(&own);
        // "die Regierung Holm" is not Holm.
        let of_somebody = reader.facts[from].capital && reader.turns.governments.has(reader.doc.word(from));
        // "die Hamburger Grünen" are not Hamburg.
        let own = |at: &usize| self.reader.facts[*at].mark == '\0' && own(*at);
        let mut own = (from..to).filter(own).peekable();
        let of_city = own.peek().is_some() && own.all(|at| reader.city_adjective(at));
        // "die Tageszeitung Nordika" is "Nordika".
        let other = |at: usize| {
            let fact = &reader.facts[at];
            fact.is(list::COUNTRY | list::CITY | list::BODY) || fact.metonym || fact.noun.is_some()
        };
        if reader.facts[from].is(list::GENERIC_OUTLET) && to == from + 2 && !reader.facts[from].acronym && !other(from + 1) {
            keys.push(stem(reader.doc.word(from + 1)));
        }
        // "der Bremer Flughafen" is the "Flughafen Bremen".
        if of_city && to == from + 2 && reader.city_adjective(from) {
            keys.push(format!("{} {}", stem(reader.doc.word(from + 1)), stem(reader.doc.word(from))));
        }
        if proper.chars().count() >= 4 && !of_somebody && !of_city && !keys.contains(&proper) && to - from > 1 {
            keys.push(proper);
        }
    }
}
