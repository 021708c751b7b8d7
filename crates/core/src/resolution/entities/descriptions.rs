//! Whom a description means that gives no name: "der Minister", "das Unternehmen", "die Behörde".

use super::clusters::{Cluster, Clusters, country, stem};
use super::mentions::Mention;
use super::phrases::{Determiner, Phrase};
use super::words::{Class, gender, list};

impl Clusters<'_> {
    /// "Die Ministerin will sparen. Am Abend trat Maren Quist vor die Tür. Sie sei froh, sagte die Ministerin.": who was named, and no office
    /// told of, after an office was told of without a name.
    pub(super) fn named_meanwhile(&self, nameless: usize, phrase: &Phrase, mention: &Mention) -> Option<usize> {
        let before = &self.list[nameless];
        let office =
            before.name.is_none() && before.class == Some(Class::Person) && !before.introduced && !before.plural() && !phrase.vague;
        let told = phrase.determiner == Determiner::Definite && phrase.end == phrase.core && self.modifier(nameless).is_none();
        if !office || !told || before.spoke.is_some() {
            return None;
        }
        let named = |at: &usize| {
            let cluster = &self.list[*at];
            let new =
                cluster.mentions.first() > before.mentions.last() && mention.sentence - cluster.last_sentence.min(mention.sentence) <= 1;
            let person = cluster.person && cluster.name.is_some() && cluster.heads.is_empty() && cluster.role.is_none();
            new && person && cluster.gender & phrase.gender != 0
        };
        let mut found = self.recent.iter().copied().filter(named);
        found.next().filter(|_| found.next().is_none())
    }

    /// "Er kam mit seiner Frau. Eine Anwohnerin beschwerte sich. Das sei laut, sagte die Frau.": who spoke right before, after one who was only named.
    fn spoke_meanwhile(&self, named: usize, phrase: &Phrase, mention: &Mention, lower: &str) -> Option<usize> {
        let before = &self.list[named];
        let only_named = before.spoke.is_none() && !before.last_subject && before.name.is_none() && phrase.end == phrase.core;
        let found = self.epithet(mention, phrase.gender, lower).filter(|_| only_named)?;
        let cluster = &self.list[found];
        let right_before = cluster.spoke.is_some_and(|sentence| mention.sentence - sentence.min(mention.sentence) <= 1);
        (right_before && cluster.last_sentence > before.last_sentence).then_some(found)
    }

    /// Whom a description without a name means.
    pub(super) fn described(&self, phrase: &Phrase, mention: &Mention) -> Option<usize> {
        let head = phrase.head?;
        let (fact, lower) = (&self.reader.facts[head], self.reader.lower(head));
        let definite = matches!(phrase.determiner, Determiner::Definite | Determiner::Demonstrative);
        let plural = phrase.gender & gender::P != 0 && phrase.gender & gender::SINGULAR == 0;
        if phrase.determiner == Determiner::Indefinite || phrase.determiner == Determiner::Negative {
            return None;
        }
        // "im März Anwälte beauftragt": the article is the month's.
        let month = |at: usize| self.reader.facts[at].is(list::TIME_NOUN) && !(at > 0 && self.reader.number(at - 1));
        if (phrase.start..head).any(month) {
            return None;
        }
        let fits = |cluster: &Cluster| {
            // "ein Minister" of whom a quotation speaks is nobody whom the text goes on to call "der Minister".
            let passing = cluster.introduced && cluster.last_quoted && cluster.spoke.is_none() && !mention.quoted;
            // "das Stadtoberhaupt" is a woman or a man.
            let sexes = if phrase.class == Some(Class::Person) && fact.is(list::NEUTRAL) { gender::M | gender::F } else { 0 };
            !passing && (cluster.gender & (phrase.gender | sexes) != 0 || cluster.name.is_some() && !cluster.person && !plural)
        };
        let exact = |at: &&usize| self.list[**at].heads.iter().any(|known| known == lower);
        if phrase.determiner == Determiner::Possessive || phrase.determiner == Determiner::Bare && !definite {
            // "Regierungskreise" again; "sein Anwalt" again.
            let (possessor, of) = (self.possessor(phrase), |at: &&usize| self.list[**at].possessor.clone());
            let same = |at: &&usize| possessor.is_none() || of(at).is_none() || of(at) == possessor;
            let hers = |at: &&usize| self.same_owner(self.list[**at].owner, self.owner(phrase));
            let found = self.recent.iter().rev().filter(same).filter(hers).find(exact).copied();
            return found.filter(|at| fits(&self.list[*at]) && self.same_modifier(*at, phrase));
        }
        let line = fact.noun.map(|noun| noun.line);
        let called = |cluster: &Cluster| {
            // "der Anwalt des Angeklagten": somebody's lawyer.
            let tried = phrase.end > phrase.core && self.reader.turns.tried_ends.ends(self.reader.lower(phrase.end - 1));
            let against = |known: &str| tried && self.on_both_sides(known, lower);
            let part = |known: &str| lower.len() >= 3 && ends_word(known, lower) && !against(known);
            cluster.heads.iter().any(|known| same_word(known, lower) || part(known))
                || line.is_some_and(|line| cluster.lines.contains(&line) && self.compound_of(cluster, lower))
        };
        // "die Sprecherin der Polizei … die Sprecherin der Feuerwehr … die Polizeisprecherin"
        let last = |fits: &dyn Fn(usize) -> bool| {
            let mut known = self.recent.iter().rev().copied().filter(|at| fits(*at));
            known.clone().find(|at| self.hangs_in_front(&self.list[*at], lower)).or_else(|| known.next())
        };
        if let Some(found) = last(&|at| called(&self.list[at]) && fits(&self.list[at]) && self.same_modifier(at, phrase)) {
            let spoke =
                self.spoke_meanwhile(found, phrase, mention, lower).filter(|_| fact.is(list::GENERIC_PERSON) && definite && !plural);
            return Some(spoke.or_else(|| self.named_meanwhile(found, phrase, mention)).unwrap_or(found));
        }
        // "der Verlag Kranich & Söhne … Angaben des Verlags"
        let borne = |at: usize| {
            // "der Tiroler" is nobody of the "Tiroler Polizei".
            let bodies = phrase.class == Some(Class::Organisation) && self.list[at].class == phrase.class && definite && !plural;
            let word = |at: usize| self.reader.facts[at].class() == Some(Class::Organisation) && same_word(self.reader.lower(at), lower);
            self.list[at].name.filter(|_| bodies).is_some_and(|(from, to)| (from..to).any(word))
        };
        if let Some(found) = last(&|at| borne(at) && fits(&self.list[at]) && self.same_modifier(at, phrase)) {
            return Some(found);
        }
        if let Some(found) = self.heads.get(lower).copied().filter(|at| fits(&self.list[*at]) && self.same_modifier(*at, phrase)) {
            return Some(found);
        }
        if let Some(found) = self.of_police(lower).filter(|_| phrase.end == phrase.core) {
            return Some(found);
        }
        let parent = phrase.class == Some(Class::Person) && definite && !plural && self.parent_of_several(phrase);
        let from_town = definite && !plural && self.is_of_a_town(phrase);
        if phrase.end > phrase.core && !fact.is(list::GENERIC_PERSON) && !parent && !from_town {
            return None;
        }
        // An office is held by one who was not told to hold another.
        let epithet = phrase.class == Some(Class::Person) && definite && !plural && !fact.is(list::OFFICIAL | list::PRIVATE);
        let held = self.reader.words.office(lower);
        let office = |cluster: &Cluster| {
            let deputies = &self.reader.turns.deputies;
            let same = |known: &String| {
                let (one, other) = (self.reader.words.office(known), held);
                one.zip(other).is_some_and(|(one, other)| one.same(&other))
                    && deputies.begins(known) == deputies.begins(lower)
                    && !self.lead_others(known, lower)
            };
            held.is_some() && cluster.human() && cluster.heads.iter().any(same)
        };
        let holds = |at: usize| office(&self.list[at]) && fits(&self.list[at]) && self.same_modifier(at, phrase);
        if let Some(found) = last(&holds) {
            return Some(found);
        }
        // "der Schweißer": a word of what somebody does leads less far than "der Mann".
        let near = |at: usize| mention.sentence - self.list[at].last_sentence.min(mention.sentence) <= CALLING_REACH;
        if parent {
            return self.epithet(mention, phrase.gender, lower).filter(|at| near(*at) && self.list[*at].name.is_some());
        }
        if fact.is(list::GENERIC_PERSON) && !plural {
            return self.epithet(mention, phrase.gender, lower);
        }
        // "ein Sprecher … Der Fahrer": who is known by another function only is somebody else.
        // "Bürgermeisterin Anna Kern … Die Landrätin": but "Die frühere Landrätin" may be her.
        let bare = phrase.start + 1 == head;
        let open = |at: usize| {
            let cluster = &self.list[at];
            let anybody = || cluster.heads.iter().all(|head| self.reader.words.lists_of(head) & list::GENERIC_PERSON != 0);
            // "ein Buch über Kern. Der Verleger sagte": whom a text is about is not who made it.
            let about = !cluster.last_free && !cluster.last_subject && cluster.spoke.is_none() && cluster.heads.is_empty();
            !(bare && self.another_office(cluster, lower)) && (cluster.name.is_some() || anybody()) && !about
        };
        let called = || self.epithet(mention, phrase.gender, lower).filter(|at| epithet && near(*at) && open(*at));
        let found = self.generic(phrase, fact.lists, plural, mention).or_else(called);
        found.filter(|at| !from_town || near(*at) && self.list[*at].name.is_some())
    }

    /// "der Konzern aus Ulm", "der Imker aus Landeck": a name, and nothing else, tells where somebody is at home.
    fn is_of_a_town(&self, phrase: &Phrase) -> bool {
        let (reader, from) = (self.reader, phrase.core);
        let town = |at: usize| reader.facts[at].nominal() && reader.facts[at].noun.is_none() && !reader.facts[at].is(list::TIME_NOUN);
        phrase.end == from + 2 && reader.turns.out_of.has(reader.doc.word(from)) && town(from + 1)
    }

    /// "die Mutter zweier Kinder", "der Vater von drei Töchtern", "der zweifache Vater": nobody's relative, but somebody who was told of.
    fn parent_of_several(&self, phrase: &Phrase) -> bool {
        let (reader, behind) = (self.reader, phrase.core);
        let turns = reader.turns;
        let word = |at: usize| reader.doc.word(at);
        let counted = |at: usize| turns.small_numbers.has(word(at)) || reader.number(at);
        let number =
            || turns.of_so_many.has(word(behind)) || turns.of.has(word(behind)) && behind + 1 < reader.facts.len() && counted(behind + 1);
        let parent = phrase.head.filter(|head| turns.parents.has(reader.lower(*head)));
        // "die dreifache Mutter"
        let times = |head: usize| (phrase.start..head).any(|at| turns.times_over.has(stem(word(at)).as_str()));
        parent.is_some_and(|head| times(head) || behind < reader.facts.len() && number())
    }

    /// "die Polizei" where "das Polizeipräsidium Nordharz" was named.
    pub(super) fn of_police(&self, lower: &str) -> Option<usize> {
        let office = |head: &String| head.starts_with(lower) && head.len() > lower.len() && self.reader.turns.authority_ends.ends(head);
        let fits = |cluster: &Cluster| cluster.class == Some(Class::Organisation) && cluster.heads.iter().any(office);
        self.recent.iter().rev().copied().filter(|_| lower == "polizei").find(|at| fits(&self.list[*at]))
    }

    /// Whose a thing is, if that is told by name: "Holms Kampagne".
    pub(super) fn possessor(&self, phrase: &Phrase) -> Option<String> {
        let named = phrase.determiner == Determiner::Possessive && self.reader.facts[phrase.start].nominal();
        named.then(|| stem(self.reader.doc.word(phrase.start)))
    }

    /// The pronoun that tells whose somebody is: "ihr Anwalt".
    pub(super) fn owner(&self, phrase: &Phrase) -> Option<usize> {
        (phrase.determiner == Determiner::Possessive && !self.reader.facts[phrase.start].nominal()).then_some(phrase.start)
    }

    /// False for "ihr Anwalt" and "sein Anwalt", which no one person has: the pronouns have another beginning.
    fn same_owner(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let beginning = |at: usize| self.reader.lower(at).chars().take(OWNER_STEM).collect::<String>();
        one.zip(other).is_none_or(|(one, other)| beginning(one) == beginning(other))
    }

    /// "die Senatorin" may be "Verkehrssenatorin"; "Sprecher" and "Sprecherin" share a line, but not one person.
    pub(super) fn compound_of(&self, cluster: &Cluster, lower: &str) -> bool {
        // "das Mietgericht" is not the court that has another name.
        let narrower = cluster.name.is_none() || cluster.person;
        let deputies = &self.reader.turns.deputies;
        cluster.heads.iter().filter(|known| deputies.begins(known) == deputies.begins(lower)).any(|known| {
            let (short, known_short) = (lower.trim_end_matches(['n', 's']), known.trim_end_matches(['n', 's']));
            ends_word(known, short) || narrower && ends_word(lower, known_short) && known.len() > 4
        })
    }

    /// False if both are told apart by what hangs on them: "der Sprecher des Ministeriums", "der Sprecher der Polizei".
    pub(super) fn same_modifier(&self, at: usize, phrase: &Phrase) -> bool {
        // "der irische Minister", "der dänische Minister"
        let of_country = country(self.reader, phrase);
        let bare = self.list[at].country.is_none() && !self.list[at].place && !self.list[at].person && !self.list[at].heads.is_empty();
        if of_country.is_some() && (self.list[at].country.is_some() || bare) && of_country != self.list[at].country {
            return false;
        }
        if of_country.is_some_and(|adjective| self.of_another_country(&self.list[at], &adjective)) {
            return false;
        }
        if phrase.end <= phrase.core || phrase.person {
            return true;
        }
        if let Some((from, to)) = self.list[at].hang
            && !self.list[at].person
            && !self.shared(from..to, phrase.core..phrase.end)
        {
            return false;
        }
        let new = stem(self.reader.doc.word(phrase.end - 1));
        self.list[at].person || self.modifier(at).is_none_or(|known| known == new)
    }

    /// True if what hangs on one description shares a noun with what hangs on another, or either has none.
    fn shared(&self, one: std::ops::Range<usize>, other: std::ops::Range<usize>) -> bool {
        let nouns = |range: std::ops::Range<usize>| -> Vec<String> {
            range.filter(|at| self.reader.facts[*at].nominal()).map(|at| stem(self.reader.doc.word(at))).collect()
        };
        let (one, other) = (nouns(one), nouns(other));
        let same = |a: &str, b: &str| a.ends_with(b) || b.ends_with(a);
        one.is_empty() || other.is_empty() || one.iter().any(|a| other.iter().any(|b| same(a, b)))
    }

    pub(super) fn modifier(&self, at: usize) -> Option<String> {
        let (from, to) = self.list[at].role?;
        (to > from + 1).then(|| stem(self.reader.doc.word(to - 1)))
    }

    /// What "dort" and "darin" point at.
    pub(super) fn there(&self, mention: &Mention) -> Option<usize> {
        let near = |cluster: &Cluster| !cluster.person && mention.sentence - cluster.last_sentence.min(mention.sentence) <= 2;
        let text = |at: &usize| near(&self.list[*at]) && self.list[*at].class == Some(Class::Document);
        let any = |at: &usize| {
            let cluster = &self.list[*at];
            let class =
                matches!(cluster.class, Some(Class::Document | Class::Organisation | Class::Outlet | Class::Agency)) || cluster.place;
            near(cluster) && class && !cluster.own
        };
        let mut recent = self.recent.iter().rev().copied();
        // A page is of a text, and so is most that is told "darin".
        let page = self.reader.page(mention.start);
        let inside = page || self.reader.turns.in_that_text.has(self.reader.lower(mention.start));
        // "Der Eintrag sei falsch, heißt es darin": what is told of is not what tells it.
        let before = |at: &usize| text(at) && self.list[*at].last_sentence < mention.sentence;
        let told = recent.clone().find(before).or_else(|| recent.clone().find(text)).filter(|_| inside);
        told.or_else(|| recent.find(any).filter(|_| !page))
    }
}

/// How many letters of a possessive pronoun are the same in all its forms: "ihr", "ihrem".
const OWNER_STEM: usize = 3;

/// How many sentences back "der Schweißer" means somebody who was told of in other words.
const CALLING_REACH: usize = 3;

/// True if two heads in lower case are one word, save for the ending of the genitive and a hyphen: "Bankchefs", "Bank-Chef".
pub(super) fn same_word(one: &str, other: &str) -> bool {
    let genitive = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "es"));
    let joined = || {
        let hyphen = one.contains('-') != other.contains('-');
        hyphen && same_word(&one.replace('-', ""), &other.replace('-', ""))
    };
    one == other || genitive(one, other) || genitive(other, one) || joined()
}

/// True if `word` is a compound whose last part is `end`, with or without a hyphen.
pub(super) fn ends_word(word: &str, end: &str) -> bool {
    !end.is_empty() && word.len() > end.len() + 1 && word.ends_with(end)
}
