//! What a run of nouns and names stands for: which of its words say what it is, and which are its name.

use super::facts::Fact;
use super::heads::Heading;
use super::phrases::{Determiner, Phrase, Reader};
use super::premodifiers::adjective;
use super::words::{CLOSED, Class, gender, list};
use crate::word_list::WordList;

impl Reader<'_> {
    /// Which of the tokens of a run say what it is, and which are its name.
    pub(super) fn classify(&self, phrase: &mut Phrase, start: usize, end: usize) {
        let heading = self.heading(phrase, start, end);
        let Heading { given, head, .. } = heading;
        phrase.head = head;
        phrase.place = heading.seat || end == start + 1 && head.is_none() && self.facts[start].is(list::COUNTRY | list::CITY);
        let noun = head.and_then(|i| self.facts[i].noun);
        phrase.class = noun.map(|noun| noun.class);
        phrase.gender = noun.map_or(gender::ANY, |noun| noun.gender);
        if heading.quoted.is_some() {
            self.called_in_marks(phrase, start, &heading);
            return;
        }
        if heading.so_called {
            phrase.class = Some(Class::Organisation);
            phrase.name = Some((start, end));
            return;
        }
        self.body_like(phrase);
        if let Some(class) = head.filter(|_| phrase.class == Some(Class::Document)).and_then(|head| self.name_of_text(head, start)) {
            phrase.class = Some(class);
            phrase.name = Some((start, end));
            return;
        }
        let tail = head.map_or(start, |head| head + (self.facts[head].phrase as usize).max(1)).min(end);
        match phrase.class {
            Some(Class::Person | Class::Anonymous | Class::Group) => self.somebody_named(phrase, start, tail, end, given.is_some()),
            Some(Class::Outlet | Class::Agency) => phrase.name = self.press_name(phrase, start, tail, end),
            Some(Class::Organisation) => self.body_named(phrase, start, tail, end, given),
            Some(Class::Document) => {}
            None => self.unknown(phrase, start, end, given),
        }
    }

    /// "die Zeitung „Nordkurier“", "das Forschungsschiff „Lundvogel“"
    fn called_in_marks(&self, phrase: &mut Phrase, start: usize, heading: &Heading) {
        let (Some((_, from, to)), words_end) = (heading.quoted, heading.words_end) else { return };
        phrase.name = Some((from, to));
        let thing = words_end > start && self.turns.named_thing_ends.ends(self.lower(words_end - 1));
        if thing && matches!(phrase.class, None | Some(Class::Person)) {
            phrase.head = Some(words_end - 1);
            phrase.class = None;
        } else if phrase.class == Some(Class::Person) {
            phrase.person = true;
        } else if !matches!(phrase.class, Some(Class::Organisation | Class::Group | Class::Agency | Class::Document | Class::Outlet)) {
            phrase.class = Some(self.class_in_marks(from, to));
            phrase.vague = heading.head.is_none();
        }
        if heading.head.is_none() {
            phrase.gender = gender::ANY;
        }
    }

    /// Of what class a run is whose noun is something written, if it is the name of something else: "die Pallwitzer Nachrichten", "die Freie Liste".
    fn name_of_text(&self, head: usize, start: usize) -> Option<Class> {
        let word = self.doc.word(head);
        if capitals(word) {
            return Some(Class::Outlet);
        }
        // But for the capital before it that is what is written.
        let before = |at: usize| (self.doc.word(at), &self.facts[at]);
        let spelled = |(word, fact): (&str, &Fact)| fact.capital && (!fact.first || self.turns.town_ends.ends(word));
        if head == start || !spelled(before(head - 1)) {
            return None;
        }
        let party = || self.turns.party_names.has(word).then_some(Class::Organisation);
        self.turns.press_names.has(word).then_some(Class::Outlet).or_else(party)
    }

    /// The name of a run whose noun stands for a person, a group or somebody without a name.
    fn somebody_named(&self, phrase: &mut Phrase, start: usize, tail: usize, end: usize, given: bool) {
        let (head, group) = (phrase.head, phrase.class == Some(Class::Group));
        let name = self.person_name(tail, end);
        let body = |phrase: &mut Phrase, name: (usize, usize)| {
            phrase.name = Some(name);
            phrase.class = Some(Class::Organisation);
        };
        if group && given {
            // "die Verteidigung Jens Ohlsens": whose it is.
        } else if group && name.is_some() {
            // "Bürgerinitiative Klares Tal"
            body(phrase, (start, end));
        } else if let Some(head) = head.filter(|head| end == head + 2 && self.national(*head, head + 1)) {
            // "Die Deutsche Umwelthilfe"
            body(phrase, (head, end));
            phrase.gender = gender::ANY;
        } else if let Some(name) = name.filter(|name| self.rival_firm(phrase, *name)) {
            // "Konkurrent Nordjet"
            body(phrase, name);
            phrase.gender = gender::ANY;
        } else if let Some((from, to)) = name.filter(|name| !self.whose(phrase, *name)) {
            // "Papst Leo": with a single name the title is part of it.
            let crowned = to == from + 1 && head.is_some_and(|head| head + 1 == from && self.facts[head].is(list::CROWNED));
            self.person(phrase, start, from, to);
            phrase.name = Some((if crowned { from - 1 } else { from }, to));
            phrase.gender &= gender::SINGULAR;
            let (named, neutral) = (self.name_gender(from), head.is_some_and(|head| self.facts[head].is(list::NEUTRAL)));
            let sex = if neutral { named } else { named & phrase.gender };
            if sex != 0 {
                phrase.gender = sex;
            } else if phrase.gender == 0 {
                // "des Chefs Jan Holm" looks like a plural.
                phrase.gender = named;
            }
        }
    }

    /// Makes a person of a run, called by the tokens `from..to`, whose role stands before them, and before "Prof. Dr.".
    fn person(&self, phrase: &mut Phrase, start: usize, from: usize, to: usize) {
        let titles = (start..from).rev().take_while(|at| self.facts[*at].is(list::TITLE)).count();
        phrase.name = Some((from, to));
        phrase.person = true;
        phrase.class = Some(Class::Person);
        phrase.role = Some((start, if from - titles > start { from - titles } else { from }));
    }

    /// The name of a run whose noun stands for a paper, station or agency.
    fn press_name(&self, phrase: &Phrase, start: usize, tail: usize, end: usize) -> Option<(usize, usize)> {
        let head = phrase.head.unwrap_or(start);
        let fact = &self.facts[head];
        let generic = fact.is(list::GENERIC_OUTLET) && !fact.acronym && fact.phrase < 2;
        // "US-Zeitungen" are no paper's name.
        let noun = phrase.head.and_then(|head| self.facts[head].noun);
        let many = tail == end && !fact.acronym && noun.is_some_and(|noun| !noun.whole && noun.gender == gender::P);
        if many && fact.phrase < 2 {
            None
        } else if generic && tail < end {
            Some((if fact.is(list::OUTLET_FIRST) { head } else { tail }, end))
        } else if generic && (head == start || tail == end && (start..head).all(|at| self.small_adjective(at))) || phrase.own {
            None
        } else {
            Some((start, end))
        }
    }

    /// The name of a run whose noun stands for a body, or for the one who holds its office.
    fn body_named(&self, phrase: &mut Phrase, start: usize, tail: usize, end: usize, given: Option<usize>) {
        let head = phrase.head;
        if given.is_none() && self.councillor(head, tail, end) {
            // "Kantonsrat Flurin Cadonau": the one who sits in it.
            self.person(phrase, start, tail, end);
            phrase.gender = gender::M | gender::F;
        } else if let Some(given) = given.filter(|given| head.is_some_and(|head| *given > head)) {
            // "Landrat Torben Mahlstedt": a body's name for the one who holds its office.
            if let Some((from, to)) = self.person_name(given, end) {
                self.person(phrase, start, from, to);
                phrase.gender = self.name_gender(from);
            }
        } else if phrase.determiner == Determiner::Indefinite && self.doc.word(end - 1).ends_with("rat") {
            // "ein Stadtrat"
            phrase.class = Some(Class::Person);
            phrase.gender = gender::M;
        } else if let Some(name) = self.body_name(phrase, start, tail, end) {
            phrase.name = Some(name);
        }
    }

    /// What a body is called, if it is called by name.
    fn body_name(&self, phrase: &Phrase, start: usize, tail: usize, end: usize) -> Option<(usize, usize)> {
        let head = phrase.head;
        // "Eine Radikalliberale Gruppe", spelled as a name is and none all the same.
        let described = || {
            let last = phrase.determiner == Determiner::Indefinite && head == Some(end - 1);
            last && (start..end - 1).all(|at| adjective(self.doc.word(at)))
        };
        // "das Hamburger Unternehmen": a firm, and where it is at home.
        let sort_of_firm = |head: usize| self.turns.sort_of_firm_ends.ends(self.lower(head));
        let town = |at: usize| self.facts[at].noun.is_none() && self.turns.town_ends.ends(self.doc.word(at)) && !self.facts[at].acronym;
        let at_home = || {
            let last = head.filter(|head| *head + 1 == end && *head > start && phrase.determiner == Determiner::Definite);
            last.is_some_and(|head| sort_of_firm(head) && (start..head).all(town))
        };
        if described() || at_home() {
            return None;
        }
        // "der Betreiber Nordgas": what sort of firm it is is no part of its name.
        let sort = |head: &usize| sort_of_firm(*head) && !self.facts[*head].acronym && tail < end && *head + 1 == tail;
        if let Some(head) = head.filter(sort) {
            return Some((head + 1, end));
        }
        let marked = head.and_then(|head| self.facts[head].noun).is_some_and(|noun| noun.marked);
        let body = || marked || (start..end).any(|i| self.facts[i].is(list::BODY) || self.facts[i].acronym);
        let proper = || head.is_some_and(|head| self.facts[head].phrase > 1 || self.facts[head].acronym);
        let compound = || head.is_some_and(|head| self.doc.word(head).contains('-'));
        (phrase.place || end > start + 1 || body() || proper() || compound()).then_some((start, end))
    }

    /// A run without a known head: a person, a firm, a paper, a place, or a role that no list has.
    fn unknown(&self, phrase: &mut Phrase, start: usize, end: usize, given: Option<usize>) {
        let facts = &self.facts[start..end];
        let (first, last) = (&facts[0], &facts[facts.len() - 1]);
        if phrase.place {
            phrase.name = Some((start, end));
            phrase.gender = gender::N;
        } else if end > start + 1 && given.is_none() && self.turns.sort_of_place_ends.ends(self.lower(start)) {
            // "die Region Nordau"
            phrase.name = Some((start, end));
            phrase.place = true;
        } else if end == start + 1 && !first.is(list::INTERVIEW) && self.press_part(start).is_some() {
            // "ARD-Nachtmagazin"
            phrase.class = Some(Class::Outlet);
            phrase.name = Some((start, end));
        } else if end == start + 1 && phrase.determiner != Determiner::Bare && self.words.is_bare_end(self.lower(start), list::FIRM_MARK) {
            // "das Werk", "die Kette": what names of firms end in is none by itself.
            phrase.head = Some(start);
            phrase.class = Some(Class::Organisation);
        } else if facts.iter().any(|fact| fact.is(list::FIRM_MARK)) && given.is_none() {
            phrase.class = Some(Class::Organisation);
            phrase.name = Some((start, end));
        } else if given.is_none()
            && !(end == start + 1 && matches!(phrase.determiner, Determiner::Indefinite | Determiner::Negative))
            // "Die Nation trauert"
            && !(end == start + 1 && self.words.is_own_word(self.lower(start), list::OUTLET_MARK))
            // "die Wellen": what opens the name of a station is none alone.
            && (last.is(list::OUTLET_MARK)
                || first.is(list::OUTLET_MARK)
                || first.is(list::OUTLET_FIRST) && end > start + 1
                || capitals(self.doc.word(start)))
        {
            phrase.class = Some(Class::Outlet);
            phrase.name = Some((start, end));
        } else if given.is_none()
            && end == start + 2
            && matches!(phrase.determiner, Determiner::Definite | Determiner::Bare)
            && self.turns.sort_of_firm_ends.ends(self.lower(start))
        {
            // "die Betreiberin Aquatra": a woman would have a first name too.
            phrase.head = Some(start);
            phrase.class = Some(Class::Organisation);
            phrase.name = Some((start + 1, end));
        } else if let Some((from, to)) = given.or_else(|| self.role_before(start, end)).and_then(|given| self.person_name(given, end)) {
            phrase.name = Some((from, to));
            phrase.person = true;
            phrase.class = Some(Class::Person);
            phrase.gender = self.name_gender(from);
            if from > start {
                phrase.role = Some((start, from));
                phrase.head = Some(from - 1);
                // "der Schweizer Simone Tosti"
                if self.facts[from - 1].is(list::HUMAN) {
                    phrase.gender = if self.doc.word(from - 1).ends_with("in") { gender::F } else { gender::M };
                }
            }
            if phrase.gender.count_ones() > 1 && from > start && self.doc.word(from - 1).ends_with("in") {
                phrase.gender = gender::F;
            }
        } else if facts.iter().any(|fact| fact.is(list::BODY)) || facts.len() == 1 && (first.acronym || self.branch(start)) {
            phrase.class = Some(Class::Organisation);
            phrase.name = Some((start, end));
        } else if facts.len() > 1 && last.is(list::QUOTED_BODY) {
            // "Coastal Rowing Federation"
            phrase.class = Some(Class::Organisation);
            phrase.name = Some((start, end));
        } else if facts.len() == 2 && self.initials(start) && last.lists == 0 {
            phrase.person = true;
            phrase.class = Some(Class::Person);
            phrase.name = Some((start, end));
            phrase.gender = gender::M | gender::F;
        } else if facts.len() > 1 && (phrase.determiner == Determiner::Bare || self.aged(start)) && self.like_a_person(start, end) {
            let titled = self.person_name(start, end);
            phrase.person = true;
            phrase.name = titled.or(Some((start, end)));
            phrase.class = Some(Class::Person);
            phrase.gender = self.name_gender(start);
        } else if facts.len() == 2 && self.townsman(phrase, start) {
            phrase.head = Some(start + 1);
            phrase.class = Some(Class::Person);
            phrase.gender = gender::M | gender::P;
            phrase.guessed = true;
        } else if facts.len() > 1 {
            phrase.class = Some(Class::Organisation);
            phrase.name = Some((start, end));
            phrase.guessed = true;
        } else if first.is(list::TEXT) {
            phrase.head = Some(start);
            phrase.class = Some(Class::Document);
        } else if phrase.determiner == Determiner::Bare {
            // A surname, a firm, a plural: told apart by what else the text holds.
            phrase.name = Some((start, end));
        } else {
            phrase.head = Some(start);
            self.guess(phrase, start);
            // "der Rosen-Orden"
            let plain = first.lists == 0 && self.doc.word(start).contains('-');
            if phrase.class.is_none() && phrase.determiner == Determiner::Definite && plain {
                phrase.name = Some((start, end));
                phrase.guessed = true;
            }
        }
    }

    /// "T.J." before a surname
    fn initials(&self, at: usize) -> bool {
        let word = self.doc.word(at);
        word.len() >= 4
            && word.split_terminator('.').all(|part| part.len() == 1 && part.starts_with(char::is_uppercase))
            && word.ends_with('.')
    }

    /// "ein Kieler Netzflicker": somebody of a town, by an ending that words for men have, and no name.
    fn townsman(&self, phrase: &Phrase, at: usize) -> bool {
        let one = phrase.determiner == Determiner::Indefinite && !self.number(phrase.start);
        let plain = self.facts[at + 1].lists == 0 && !self.facts[at + 1].acronym && self.facts[at + 1].noun.is_none();
        let town = self.doc.word(at).ends_with("er") && self.facts[at].lists == 0 && !self.facts[at].first;
        one && plain && (town || self.city_adjective(at)) && self.turns.man_ends.ends(self.lower(at + 1))
    }

    /// "Kreis-FDP": part of a body that is called by its letters.
    fn branch(&self, at: usize) -> bool {
        self.doc.word(at).rsplit_once('-').is_some_and(|(_, last)| last.len() > 1 && last.chars().all(char::is_uppercase))
    }

    /// "der 41-jährige" before a name
    fn aged(&self, at: usize) -> bool {
        at > 0 && self.turns.aged_ends.ends(self.doc.word(at - 1))
    }

    /// The length in bytes and the class of the paper or agency that a compound begins with: "NDR" in "NDR-Reporter".
    pub(super) fn press_part(&self, at: usize) -> Option<(usize, Class)> {
        let (part, _) = self.doc.word(at).split_once('-')?;
        let class = self.words.class_of(&part.to_lowercase()).filter(|class| matches!(class, Class::Outlet | Class::Agency))?;
        Some((part.len(), class))
    }

    /// What a name in marks is that no word beside it tells: a paper, unless words inside say that it is a body.
    pub(super) fn class_in_marks(&self, from: usize, to: usize) -> Class {
        let body = (from..to).any(|at| {
            let fact = &self.facts[at];
            fact.is(list::QUOTED_BODY | list::FIRM_MARK | list::UNION) || matches!(fact.class(), Some(Class::Organisation | Class::Group))
        });
        let paper =
            (from..to).any(|at| self.facts[at].is(list::OUTLET_MARK | list::OUTLET_FIRST) || self.facts[at].class() == Some(Class::Outlet));
        // „norda“
        if to == from + 1 && self.facts[from].class() == Some(Class::Agency) && self.facts[from].noun.is_some_and(|noun| noun.whole) {
            return Class::Agency;
        }
        // "Coastal Science Institute"
        let last = to > from + 1 && self.facts[to - 1].is(list::QUOTED_BODY);
        if body && (!paper || last) { Class::Organisation } else { Class::Outlet }
    }

    /// "Initiative Stille Nacht", "Verband Freie Gärtner": a word for people who have joined, and behind it an adjective with a capital and a noun.
    pub(super) fn called_so_behind(&self, at: usize, end: usize) -> bool {
        let joined = list::UNION | list::BODY_GROUP | list::GENERIC_ASSOCIATION | list::FIRM_MARK;
        let fact = &self.facts[at];
        let body = matches!(fact.class(), Some(Class::Group | Class::Organisation)) && fact.is(joined) && !fact.acronym && fact.phrase < 2;
        let plain = |at: usize| {
            let fact = &self.facts[at];
            fact.capital
                && fact.noun.is_none()
                && !fact.acronym
                && fact.lists & (list::FIRST_M | list::FIRST_F | list::TITLE_M | list::TITLE_F) == 0
        };
        let noun = |at: usize| self.facts[at].nominal() && self.facts[at].mark == '\0' && !self.facts[at].acronym;
        body && at + 2 < end && plain(at + 1) && !self.facts[at + 1].is(CLOSED) && adjective(self.doc.word(at + 1)) && noun(at + 2)
    }

    /// True if a body's head in -rat stands before a name of two words or three: it is a member's title.
    fn councillor(&self, head: Option<usize>, tail: usize, end: usize) -> bool {
        let names = (tail..end).all(|at| {
            let fact = &self.facts[at];
            fact.capital && fact.noun.is_none() && !fact.acronym && !fact.is(list::COUNTRY | list::CITY | list::TIME_NOUN)
        });
        // "Stadtrat Brunner", but not "der Stadtrat Ahlen"
        let least = if head.is_some_and(|head| head + 1 == tail && !self.has_article(head)) { 1 } else { 2 };
        (tail + least..=tail + 3).contains(&end) && names && head.is_some_and(|head| self.doc.word(head).ends_with("rat"))
    }

    /// True for "Deutsche", "Deutscher" right before one word that is no first name: a body rather than a German.
    fn national(&self, head: usize, name: usize) -> bool {
        let german = self.turns.german.has(self.doc.word(head));
        german && head + 1 == name && !self.facts[name].is(list::FIRST_M | list::FIRST_F)
    }

    /// True for an article right before a noun.
    fn has_article(&self, head: usize) -> bool {
        head.checked_sub(1).is_some_and(|before| self.facts[before].is(list::DET_NOM | list::DET_OBL))
    }

    /// "US-amerikanische": an adjective that begins with a capital for its first part alone.
    fn small_adjective(&self, at: usize) -> bool {
        self.doc.word(at).rsplit_once('-').is_some_and(|(_, last)| last.starts_with(char::is_lowercase) && adjective(last))
    }

    /// Where a name starts behind a role that no list has: "Zeugwart Alwin Naumburger", told by the role's ending.
    fn role_before(&self, start: usize, end: usize) -> Option<usize> {
        let word = self.lower(start);
        let ends = |ends: &WordList| ends.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end));
        let sure = ends(&self.turns.role_ends) || self.facts[start].is(list::HUMAN);
        let likely = end - start > 2 && ends(&self.turns.likely_role_ends);
        let names = (start + 1..end).all(|at| {
            self.facts[at].noun.is_none()
                && !self.facts[at].acronym
                && self.facts[at].lists & (list::FIRM_MARK | list::COUNTRY | list::CITY) == 0
        });
        (end > start + 1 && names && (sure || likely) && !self.city_adjective(start)).then_some(start + 1)
    }

    /// "Berliner", "Dresdner": an adjective made of a city's name.
    pub(super) fn city_adjective(&self, at: usize) -> bool {
        let word = self.lower(at);
        word.strip_suffix("er").is_some_and(|stem| {
            let known = |city: &str| self.words.lists_of(city) & (list::CITY | list::COUNTRY) != 0;
            known(stem)
                || known(&format!("{stem}en"))
                || word.strip_suffix("ner").is_some_and(|stem| known(&format!("{stem}en")) || known(stem))
        })
    }

    /// What a noun that no list has is likely to be, by its ending: an agent or a text.
    fn guess(&self, phrase: &mut Phrase, at: usize) {
        let (fact, mut word) = (&self.facts[at], self.lower(at));
        // "des Norderbyers"
        if word.ends_with("ers") && self.turns.genitive_masculine.has(self.doc.word(phrase.start)) {
            word = &word[..word.len() - 1];
        }
        phrase.guessed = !fact.is(list::TEXT | list::HUMAN);
        let turns = self.turns;
        // "sein Haus", "Holms Haus": what somebody leads.
        if phrase.determiner == Determiner::Possessive && fact.is(list::GENERIC_AUTHORITY) {
            phrase.class = Some(Class::Organisation);
            phrase.guessed = !self.facts[phrase.start].nominal();
        } else if fact.is(list::TEXT) || turns.text_ends.ends(word) {
            phrase.class = Some(Class::Document);
        } else if turns.body_ends.ends(word) {
            phrase.class = Some(Class::Organisation);
        } else if fact.is(list::HUMAN) && word.ends_with("in") {
            phrase.class = Some(Class::Person);
            phrase.gender = gender::F;
        } else if fact.is(list::HUMAN)
            || turns.man_ends.ends(word) && fact.lists & list::GENERIC_COMPANY == 0 && phrase.gender == gender::ANY
        {
            phrase.class = Some(Class::Person);
            phrase.gender = gender::M | gender::P;
        } else if phrase.gender & gender::P != 0 && turns.people_ends.ends(word) {
            phrase.class = Some(Class::Person);
            phrase.gender = gender::P;
        } else if turns.agent_woman_ends.ends(word) {
            phrase.class = Some(Class::Person);
            phrase.gender = gender::F;
        }
    }

    /// Groups that act as one body: "die Gesellschaft", "die Mitte-Allianz"; agencies that send no news: "die Kontrollagentur".
    fn body_like(&self, phrase: &mut Phrase) {
        let Some(head) = phrase.head else { return };
        let fact = &self.facts[head];
        // "eine Gruppe besorgter Eltern" is none.
        let some = phrase.determiner == Determiner::Indefinite && self.doc.word(head) == "Gruppe" && phrase.core == head + 1;
        let group = phrase.class == Some(Class::Group) && fact.is(list::BODY_GROUP) && !some;
        // "die Nationale Doping-Agentur", but not "die Russische Nachrichten-Agentur"
        let before = |at: usize| self.facts[at].nominal() && !self.turns.news_starts.begins(self.doc.word(at));
        let first = (phrase.start..head).find(|at| self.facts[*at].nominal());
        let titled = || first.is_some_and(|first| (first..head).all(before)) && phrase.core == head + 1;
        // "seine Agentur" speaks for him.
        let press = fact.is(list::GENERIC_OUTLET) && !titled() && phrase.determiner != Determiner::Possessive;
        let agency = phrase.class == Some(Class::Agency) && !press && fact.noun.is_some_and(|noun| !noun.whole);
        // "die Grünen", "die Taliban", but not "ein Grüner", "der Grüne Jens Holm"
        let alone = phrase.core == head + 1 && phrase.determiner != Determiner::Indefinite;
        let many = phrase.class == Some(Class::Group) || phrase.class == Some(Class::Person) && self.doc.word(head).ends_with("en");
        let party = self.turns.party_in_singular.has(self.doc.word(head))
            && phrase.determiner == Determiner::Definite
            && self.lower(head - 1) == "die";
        // "Grüne fordern", "Rote und Grüne"
        let bare = phrase.class == Some(Class::Person)
            && phrase.determiner == Determiner::Bare
            && phrase.start == head
            && self.turns.parties.has(self.doc.word(head));
        let known = alone && ((many || bare) && fact.is(list::BODY) || party && phrase.class == Some(Class::Person));
        if group || agency || known {
            phrase.class = Some(Class::Organisation);
        }
    }

    /// True if two words or more without a known first name may be somebody's name: no adjective in front, no digits, no Arabic numeral.
    fn like_a_person(&self, start: usize, end: usize) -> bool {
        let word = |at: usize| self.doc.word(at);
        let adjectival = self.turns.adjective_name_ends.ends(word(start))
            || self.city_adjective(start)
            || self.facts[start].first && adjective(word(start));
        let other = list::TIME_NOUN | list::COUNTRY | list::CITY | list::TOLD | list::MEASURE;
        let name = |at: usize| {
            let fact = &self.facts[at];
            let inner = |part: &str| part.chars().skip(3).any(char::is_uppercase) && !part.contains('-');
            !fact.acronym
                && fact.noun.is_none()
                && !fact.is(other)
                // "Open Rights Monitor"
                && !fact.is(list::QUOTED_BODY)
                // "Zulieferkette Medicors"
                && !self.turns.no_firm_ends.ends(self.lower(at))
                && !inner(word(at))
                && !word(at).bytes().any(|byte| byte.is_ascii_digit())
        };
        // "Geständnis Samanis", "Adresse Thaksins": a thing and whose it is.
        let last = word(end - 1);
        let genitive = last.len() > 4 && last.ends_with('s') && !self.turns.nominative_s.ends(last);
        let of_place = || self.words.lists_of(last.trim_end_matches('s').to_lowercase().as_str()) & (list::COUNTRY | list::CITY) != 0;
        // "Holms Entlassung"
        let whose = word(start).ends_with('s') && self.abstraction(last) && !self.facts[start].is(list::FIRST_M | list::FIRST_F);
        let thing = self.abstraction(word(start))
            // "in dem Apartment Renovierungen vornehmen", "in der Millionenmetropole Karatschi"
            || self.abstraction(last)
            || self.turns.of_places_ends.ends(self.lower(start))
            // "Holms Wortwahl", where Holm is spoken of
            || word(start).strip_suffix('s').is_some_and(|name| name.len() > 2 && self.spelled.contains(name))
            || whose
            || last.ends_with('s') && of_place()
            || genitive && !self.facts[start].is(list::FIRST_M | list::FIRST_F);
        // "wegen des Nebels Lampen anzünden"
        let of = start > 0 && self.turns.genitive_before_thing.has(word(start - 1));
        // "in 37 Fällen Geld abgezweigt", "das Steroid Clostebol"
        let no_name_behind = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) || self.turns.neuter_article.has(word);
        let counted = start > 0 && no_name_behind(word(start - 1));
        !adjectival && !thing && !of && !counted && !self.facts[start].is(CLOSED) && (start..end).all(name)
    }

    /// The name of a person in `from..to`, titles and what is no name cut off.
    fn person_name(&self, mut from: usize, to: usize) -> Option<(usize, usize)> {
        from = self.out_of_office(from).unwrap_or(from);
        while from < to && self.facts[from].is(list::TITLE | list::TITLE_M | list::TITLE_F) {
            from += 1;
        }
        let mut end = from;
        if from < to
            && !self.facts[from].is(list::FIRST_M | list::FIRST_F)
            && (self.facts[from].acronym || self.facts[from].is(list::COUNTRY | list::CITY | list::BODY | list::FIRM_MARK))
        {
            return None;
        }
        // "Jonas Winter", but not "Minister Holm Freitag"
        let time = |at: usize| at > from && self.facts[at].is(list::TIME_NOUN) && !self.facts[at - 1].is(list::FIRST_M | list::FIRST_F);
        while end < to && !time(end) {
            end = match self.nickname(end, to) {
                Some(behind) => behind,
                None if self.facts[end].mark == '\0' || self.apostrophe(end, to) => end + 1,
                None => break,
            };
        }
        let thing = || self.abstraction(self.doc.word(from)) || self.turns.no_surnames.has(self.doc.word(from));
        (end > from && !(end == from + 1 && thing())).then_some((from, end))
    }

    /// True if the name behind an office is whose the office is: "ein Sprecher Ohlsens", "Sprecher Ohlsens".
    fn whose(&self, phrase: &Phrase, (from, to): (usize, usize)) -> bool {
        let word = self.doc.word(to - 1);
        let genitive = word.len() > 3 && word.ends_with('s') && !self.turns.nominative_s.ends(word) && !word.ends_with("es");
        let office = phrase.head.is_some_and(|head| head + 1 == from && self.facts[head].is(list::OFFICIAL));
        // "einige Anhänger Holms"
        let several =
            phrase.gender & gender::P != 0 && self.doc.word(phrase.start) != "ein" && phrase.head.is_some_and(|head| head + 1 == from);
        phrase.determiner == Determiner::Indefinite
            && (office || several)
            && genitive
            && !self.facts[to - 1].is(list::FIRST_M | list::FIRST_F)
    }

    /// What somebody is accused of, by a word in lower case.
    pub(super) fn misdeed(&self, lower: &str) -> bool {
        self.turns.misdeeds.has(lower) || self.turns.misdeed_ends.end_of(lower).is_some_and(|end| lower.len() > end.len())
    }

    /// Ends as nouns do that are no name of a person.
    pub(super) fn abstraction(&self, word: &str) -> bool {
        let ends = || self.turns.abstract_ends.iter().any(|end| word.ends_with(end) && word.len() > end.len() + 4);
        ends() || self.misdeed(&word.to_lowercase())
    }

    /// The gender that a person's first name tells.
    pub(super) fn name_gender(&self, at: usize) -> u8 {
        let fact = &self.facts[at];
        match (fact.is(list::FIRST_M | list::TITLE_M), fact.is(list::FIRST_F | list::TITLE_F)) {
            (true, false) => gender::M,
            (false, true) => gender::F,
            _ => gender::M | gender::F,
        }
    }
}

/// Five capitals or more, with vowels between as a word has: papers like to print their names so.
fn capitals(word: &str) -> bool {
    let vowel = |c: &char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Ä' | 'Ö' | 'Ü' | 'Y');
    word.chars().all(|c| c.is_uppercase() || c == '-') && word.chars().count() >= 5 && word.chars().filter(vowel).count() > 1
}
