//! What source, cue and addressee have from what the rules found for the same content.

use super::{DOCUMENT, clause_at, subject};
use crate::features::Facts;
use crate::labels::Roles;
use zufolge::Span;
use zufolge::attribution::rules::{ClauseKind, TokenFacts};
use zufolge::attribution::{Attribution, Form, Role};
use zufolge::document::Token;

/// How long a name behind a comma is at most, the comma with it.
const LONGEST_APPOSITION: u32 = 4;

/// The rule that finds what points back.
const POINTS_BACK: &str = "points-back";
/// The rules that find what is said by a preposition.
const PREPOSITIONS: [&str; 3] = ["nach-noun", "preposition-before", "preposition-after"];
/// The rule that finds "den Vorwurf, er habe gelogen, wies sie zurück".
const NOUN_CONTENT: &str = "noun-content";
/// The rule that finds "nannte den Plan „Unsinn“".
const IN_CLAUSE: &str = "quotation-in-clause";
/// The rule that finds "…, sagte sie".
const VERB_BEHIND: &str = "verb-behind";
/// The rule that finds "Wie sie sagte, kommt er."
const WIE_CLAUSE: &str = "wie-clause";

/// Takes from what the rules found for the same content: a source where there is none, and of several phrases the one they take as well. "Eine Zeugin
/// schilderte, der Angeklagte habe gerufen: „…“" has one who calls.
pub(crate) fn agree(facts: &Facts<'_>, rule: &Attribution, roles: &mut Roles) {
    // "Es werden Zweifel laut, ob …": what is told is nobody who tells it.
    if let ([], [only]) = (rule.source.as_slice(), roles.source.as_slice())
        && rule.evidence.contains(&NOUN_CONTENT)
        && rule.cue.iter().any(|cue| cue.covers(*only))
    {
        roles.source.clear();
    }
    let [source] = rule.source.as_slice() else { return };
    // "Das Fazit des Trainers: …": the noun is the cue.
    let swallowed = roles.cue.is_empty() && rule.cue.iter().all(|cue| roles.source.iter().any(|span| span.covers(*cue)));
    let ruled = Ruled { facts, rule, source: *source, swallowed };
    Ruled::STEPS.iter().for_each(|step| step(&ruled, roles));
}

/// What the rules found for a content, whose source is one phrase.
struct Ruled<'a> {
    facts: &'a Facts<'a>,
    rule: &'a Attribution,
    source: Span<Token>,
    /// Whether what the field took for the source is the rules' cue.
    swallowed: bool,
}

impl Ruled<'_> {
    /// What is looked at, one after the other: each sees what those before it have left.
    const STEPS: [fn(&Self, &mut Roles); 23] = [
        Self::whoever_is_asked,
        Self::what_is_answered,
        Self::noun_of_the_cue,
        Self::told_behind_the_source,
        Self::said_somewhere,
        Self::between_dash_and_colon,
        Self::shared_subject,
        Self::begins_before,
        Self::ends_behind_a_participle,
        Self::apposition,
        Self::seen_how,
        Self::in_a_relative_clause,
        Self::called_so,
        Self::nobody_reached,
        Self::told_and_teller,
        Self::nearest_verb,
        Self::cue_of_words_in_marks,
        Self::cue_left_out,
        Self::dative_object,
        Self::preposition,
        Self::others_of_the_sentence,
        Self::doer,
        Self::same_phrase,
    ];

    fn word(&self, at: u32) -> &str {
        self.facts.doc.lower(at as usize)
    }

    fn token(&self, at: u32) -> &TokenFacts {
        &self.facts.analysis.tokens[at as usize]
    }

    /// The word before a span.
    fn word_before(&self, at: u32) -> Option<&str> {
        at.checked_sub(1).map(|before| self.word(before))
    }

    fn by(&self, name: &str) -> bool {
        self.rule.evidence.contains(&name)
    }

    fn is(&self, form: Form) -> bool {
        self.rule.form == form
    }

    /// True if the field has the rules' source and others.
    fn is_one_of_several(&self, roles: &Roles) -> bool {
        roles.source.len() > 1 && roles.source.contains(&self.source)
    }

    fn has_same_cue(&self, roles: &Roles) -> bool {
        self.rule.cue == roles.cue
    }

    /// True if the cue says that something stands somewhere: "heißt es".
    fn stands_there(&self) -> bool {
        self.rule.cue.iter().any(|span| self.facts.edges.stands_there.has(self.word(span.start)))
    }

    fn give_source(&self, roles: &mut Roles) {
        roles.source.clone_from(&self.rule.source);
    }

    fn give_source_and_cue(&self, roles: &mut Roles) {
        self.give_source(roles);
        roles.cue.clone_from(&self.rule.cue);
    }

    fn give_all(&self, roles: &mut Roles) {
        self.give_source_and_cue(roles);
        roles.frame.clone_from(&self.rule.frame);
    }

    /// "bitten Zeugen, die …, sich zu melden": who is asked is no source.
    fn whoever_is_asked(&self, roles: &mut Roles) {
        if let [asked] = self.rule.addressee.as_slice()
            && self.is_one_of_several(roles)
        {
            roles.source.retain(|span| !span.overlaps(*asked));
            if roles.addressee.is_empty() {
                roles.addressee.push(*asked);
            }
        }
    }

    /// "Den Forderungen, die Straße zu sperren, erteilte die Landrätin eine Absage": what is answered is no source.
    fn what_is_answered(&self, roles: &mut Roles) {
        if self.by(NOUN_CONTENT) && self.is_one_of_several(roles) {
            let answered = |span: &Span<Token>| {
                let head = span.range().map(|at| &self.facts.analysis.tokens[at]).find(|token| token.nominal);
                head.is_some_and(|head| head.content_noun) && span.end <= self.rule.content[0].start
            };
            roles.source.retain(|span| *span == self.source || !answered(span));
        }
    }

    /// "die Ministerin äußerte Zweifel und wagte die Prognose, …": the noun is a word of the cue.
    fn noun_of_the_cue(&self, roles: &mut Roles) {
        if self.is_one_of_several(roles) {
            let of_cue = |span: &Span<Token>| span.len() <= 3 && self.rule.cue.iter().any(|cue| span.covers(*cue));
            roles.source.retain(|span| *span == self.source || !of_cue(span));
        }
    }

    /// "bestätigte das Ministerium | der „Küstenpost“": right behind the source, or its relative clause, the one who was told.
    fn told_behind_the_source(&self, roles: &mut Roles) {
        if let [told] = self.rule.addressee.as_slice()
            && (told.start == self.source.end || self.by(VERB_BEHIND) && self.token(told.start - 1).mark == ',')
            && self.has_same_cue(roles)
            && roles.addressee.iter().all(|span| told.covers(*span))
            && (roles.source.is_empty() || roles.source.iter().any(|span| span.start == self.source.start))
        {
            roles.addressee = vec![*told];
        }
    }

    /// "teilte in Bonn | das Amt mit": where it is, and who says it there.
    fn said_somewhere(&self, roles: &mut Roles) {
        let there = |only: &Span<Token>| {
            let place = self.word_before(only.start).is_some_and(|before| self.facts.edges.said_in.has(before));
            place && only.start < self.source.start && (only.end == self.source.end || only.end == self.source.start)
        };
        let article = || self.facts.edges.any_article.has(self.word(self.source.start));
        if self.by(VERB_BEHIND) && article() && matches!(roles.source.as_slice(), [only] if there(only)) {
            self.give_source(roles);
        }
    }

    /// "Fahrer gefasst – Feier in Nord – Holm: „…“": the name between dash and colon, and nobody before the dash.
    fn between_dash_and_colon(&self, roles: &mut Roles) {
        let tokens = &self.facts.analysis.tokens;
        if self.is(Form::Direct)
            && self.rule.cue.is_empty()
            && tokens.get(self.source.end as usize).is_some_and(|tag| tag.mark == ':')
            && self.source.start > 0
            && matches!(self.token(self.source.start - 1).mark, '–' | '-')
            && roles.source.iter().all(|span| span.end < self.source.start)
        {
            self.give_all(roles);
        }
    }

    /// "Der Wirt kam heraus und gestand eine Lüge, er sei …": right behind "und" and its verb stands no subject where one is shared.
    fn shared_subject(&self, roles: &mut Roles) {
        let joined = |cue: &Span<Token>| self.word_before(cue.start).is_some_and(|before| self.facts.edges.joins.has(before));
        let shared = |only: &Span<Token>| {
            let verb = |cue: &&Span<Token>| joined(cue) && cue.end == only.start && self.source.end < cue.start;
            roles.cue.iter().filter(verb).any(|cue| self.rule.cue.contains(cue))
        };
        if self.is(Form::Indirect) && matches!(roles.source.as_slice(), [only] if shared(only)) {
            self.give_source(roles);
            if roles.addressee.is_empty() {
                roles.addressee.clone_from(&self.rule.addressee);
            }
        }
    }

    /// "Wie ein Team um | den Physiker Jan Kohl berichtet", "heißt es in einer am Montag in | Bonn verbreiteten Studie", "Von | der Leyen sagte",
    /// "Ein nicht namentlich | genannter Beamter": the phrase begins before.
    fn begins_before(&self, roles: &mut Roles) {
        let written = || self.has_same_cue(roles) && self.stands_there();
        let named = || self.source.len() <= 3 && self.word(self.source.start) == "von";
        let adjective = |inner: &Span<Token>| {
            let article = self.facts.edges.any_article.has(self.word(inner.start));
            let small = !self.token(inner.start).capital && !article && inner.len() > 1;
            small && self.has_same_cue(roles) && self.source.end == inner.end
        };
        if let [inner] = roles.source.as_slice()
            && self.source.start < inner.start
            && inner.start < self.source.end
            && (self.by(WIE_CLAUSE) || written() || named() || adjective(inner))
        {
            self.give_source(roles);
        }
    }

    /// "laut einer am Dienstag | veröffentlichten Umfrage": the noun stands behind.
    fn ends_behind_a_participle(&self, roles: &mut Roles) {
        // "einer" can be somebody, too.
        let speaks = |at: u32| self.token(at).speaker != 0 && !self.facts.edges.any_article.has(self.word(at));
        let tells = |at: u32| speaks(at) || self.token(at).attributor != 0 || self.token(at).content_noun;
        if let [start] = roles.source.as_slice()
            && self.has_same_cue(roles)
            && self.source.start == start.start
            && self.source.end > start.end
            && !(start.start..start.end).any(tells)
            && !self.token(start.end).nominal
            && (self.source.start..self.source.end).any(|at| self.token(at).speaker != 0)
        {
            self.give_source(roles);
        }
    }

    /// "Der Präsident des Verbandes | , Okafor, warnte": the name behind the comma belongs to the office.
    fn apposition(&self, roles: &mut Roles) {
        if let [office] = roles.source.as_slice()
            && self.has_same_cue(roles)
            && self.source.start == office.start
            && self.source.end > office.end + 1
            && self.source.end <= office.end + LONGEST_APPOSITION
            && self.token(office.end).mark == ','
            && (office.end + 1..self.source.end).all(|at| self.token(at).nominal)
        {
            self.give_source(roles);
        }
    }

    /// "Kritisch sieht das der Abgeordnete": how it is seen stands before the verb, whoever sees it so behind it.
    fn seen_how(&self, roles: &mut Roles) {
        if let [only] = roles.source.as_slice()
            && self.has_same_cue(roles)
            && only.len() == 1
            && self.rule.cue.iter().any(|cue| only.end == cue.start && cue.end <= self.source.start)
        {
            self.give_source(roles);
        }
    }

    /// "von Landesrätin Kern, die die Haltung der Stadt als „mutig“ bezeichnete": in a relative clause the rules tell the pronoun from what stands behind.
    fn in_a_relative_clause(&self, roles: &mut Roles) {
        if !self.is(Form::Direct) || !self.by(IN_CLAUSE) {
            return;
        }
        let clause = clause_at(self.facts, self.source.start as usize).filter(|clause| clause.kind == ClauseKind::Relative);
        let holds = |span: &Span<Token>| clause.is_some_and(|clause| clause.tokens.covers(*span));
        if holds(&self.source) && self.rule.content.iter().all(holds) {
            self.give_all(roles);
        }
    }

    /// "Dieses Angebot nannte Betriebsrätin Kern eine „Frechheit“": what is called so stands before the verb, and cannot speak.
    fn called_so(&self, roles: &mut Roles) {
        let called = |span: &Span<Token>| {
            let head = (span.start..span.end).find(|at| self.token(*at).nominal);
            head.is_some_and(|at| matches!(self.token(at).speaker, 0 | DOCUMENT) && at > span.start)
        };
        let between = |span: &Span<Token>| self.rule.cue.iter().any(|cue| span.end == cue.start && cue.end <= self.source.start);
        if let [only] = roles.source.as_slice()
            && self.is(Form::Direct)
            && self.by(IN_CLAUSE)
            && only.end <= self.source.start
            && called(only)
            && between(only)
        {
            self.give_source_and_cue(roles);
        }
    }

    /// "Beim Konzern war niemand zu erreichen.": whose nobody could be reached.
    fn nobody_reached(&self, roles: &mut Roles) {
        if let [only] = roles.source.as_slice()
            && self.is(Form::Reported)
            && only.len() == 1
            && self.facts.edges.nobody.has(self.word(only.start))
        {
            self.give_source_and_cue(roles);
        }
    }

    /// "Rücktrittsforderungen wies die Sprecherin zurück": what is told, and who tells it.
    fn told_and_teller(&self, roles: &mut Roles) {
        if let [told, by] = roles.source.as_slice()
            && told.len() == 1
            && *by == self.source
            && roles.cue.iter().any(|cue| told.end == cue.start && cue.end == by.start)
        {
            self.give_source(roles);
        }
    }

    /// "Vorwürfe, wonach er gelogen habe, nannte Holm „haltlos“": whoever stands by the verb.
    fn nearest_verb(&self, roles: &mut Roles) {
        if let (Form::Direct, [cue], [only]) = (self.rule.form, self.rule.cue.as_slice(), roles.source.as_slice())
            && roles.cue.contains(cue)
            && cue.end == self.source.start
        {
            let with = |span: &Span<Token>| clause_at(self.facts, span.start as usize).is_some_and(|clause| clause.tokens.covers(*only));
            if roles.cue.iter().any(|span| span.end < cue.start && with(span)) {
                self.give_source(roles);
            }
        }
    }

    /// "dementierte das nicht, nannte es aber „Unsinn“", "räumte „Fehler“ ein": the verb whose words they are, and all of it.
    fn cue_of_words_in_marks(&self, roles: &mut Roles) {
        let rule = self.rule;
        if !self.is(Form::Direct) || rule.source != roles.source || roles.cue.is_empty() || rule.cue.is_empty() {
            return;
        }
        let covers = |whole: &Role, part: &Role| part.iter().all(|part| whole.iter().any(|whole| whole.covers(*part)));
        let of_another = |at: usize| {
            let clause = clause_at(self.facts, at).filter(|clause| clause.verbs.as_ref().is_some_and(|verbs| verbs.tokens.contains(&at)));
            clause.is_some_and(|clause| !rule.cue.iter().any(|cue| cue.overlaps(clause.tokens)))
        };
        let mixed = || {
            rule.cue.iter().any(|cue| roles.cue.iter().any(|span| span.overlaps(*cue)))
                && roles.cue.iter().flat_map(|span| span.range()).any(of_another)
        };
        // "kündigte Streiks an und sprach von einer „Chance“": the last verb before the words.
        let nearer = || {
            let behind = |cue: &Span<Token>| roles.cue.iter().all(|other| other.end <= cue.start);
            self.by(IN_CLAUSE) && rule.cue.iter().all(behind) && rule.cue.iter().all(|cue| cue.end <= rule.content[0].start)
        };
        if covers(&rule.cue, &roles.cue) || mixed() || nearer() {
            roles.cue.clone_from(&rule.cue);
            if !covers(&roles.frame, &roles.cue) {
                roles.frame.clone_from(&rule.frame);
            }
        }
    }

    /// "Der Verband sprach von Betrug, der Club von einem Scherz": what leaves the verb out has it from before.
    fn cue_left_out(&self, roles: &mut Roles) {
        if !roles.cue.is_empty() {
            return;
        }
        if self.is(Form::Reported) && self.rule.source == roles.source {
            roles.cue.clone_from(&self.rule.cue);
        }
        // "Die Chefin nannte die Pläne „erfunden“": whoever calls them so does it by that verb.
        if self.is(Form::Direct) && roles.source.iter().any(|span| span.overlaps(self.source)) {
            roles.cue.clone_from(&self.rule.cue);
            roles.frame.clone_from(&self.rule.frame);
        }
    }

    /// "Der Wirt gab Brandt recht": the article is no accusative, and the rules tell a dative.
    fn dative_object(&self, roles: &mut Roles) {
        if let [only] = roles.source.as_slice()
            && self.is(Form::Reported)
            && self.has_same_cue(roles)
            && self.facts.edges.no_accusative.has(self.facts.doc.word(self.source.start as usize))
            && self.rule.cue.iter().any(|cue| self.source.end == cue.start && cue.end == only.start)
        {
            self.give_source(roles);
        }
    }

    /// "…, denn das Eis ist laut Behörde zu dick": the preposition alone, and no verb of the clause before, nor its subject. "In dem Brief an die
    /// Kanzlerin heißt es, …": what it stands in, not whom that is to.
    fn preposition(&self, roles: &mut Roles) {
        let preposition = self.rule.evidence.iter().any(|name| PREPOSITIONS.contains(name)) && roles.cue.len() >= self.rule.cue.len();
        let more = || self.rule.source == roles.source && roles.cue.len() > self.rule.cue.len();
        if preposition && (self.is_one_of_several(roles) || more()) {
            self.give_all(roles);
        }
        if self.rule.addressee == roles.source && self.has_same_cue(roles) && self.stands_there() {
            self.give_source(roles);
            roles.addressee.clone_from(&self.rule.addressee);
        }
    }

    /// Who is named in another place of the sentence.
    fn others_of_the_sentence(&self, roles: &mut Roles) {
        if !self.is(Form::Indirect) || !self.is_one_of_several(roles) {
            return;
        }
        // "sagte der Minister nach einer Sitzung": when.
        let when = |span: &Span<Token>| {
            let before = self.word_before(span.start).is_some_and(|before| self.facts.edges.at_which.has(before));
            before && (span.start..span.end).all(|at| self.token(at).attributor == 0)
        };
        // "laut einem Vermerk, aus dem der Kurier zitiert": who has it.
        let aside = |span: &Span<Token>| {
            clause_at(self.facts, span.start as usize)
                .is_some_and(|clause| clause.kind == ClauseKind::Relative && !clause.tokens.overlaps(self.source))
        };
        roles.source.retain(|span| *span == self.source || !when(span) && !aside(span));
        roles.cue.retain(|span| !aside(span) || self.rule.cue.contains(span));
    }

    /// "…, die Veranstalter von 8000": whoever stands in a told act does it. "räumte Fehler ein", "schickte Beobachter und forderte …": not what a verb
    /// has right behind it, if somebody stands before.
    fn doer(&self, roles: &mut Roles) {
        let content = &self.rule.content;
        let inside = |source: &Span<Token>| content.iter().any(|content| content.overlaps(*source));
        let told = || content.iter().any(|span| span.covers(self.source)) && !roles.source.is_empty() && !roles.source.iter().any(inside);
        let object = || {
            let [only] = roles.source.as_slice() else { return false };
            // "Anders als die Polizei spricht die Familie von Mord."
            let compared = self.word_before(only.start).is_some_and(|before| self.facts.edges.compared.has(before));
            let behind = only.len() == 1 && self.source.end <= only.start && roles.cue.iter().any(|cue| cue.end == only.start);
            // "Höhere Preise schloss sie aus."
            let subject = || subject::pronoun_behind(self.facts, &self.rule.source, &roles.cue) == Some(*only);
            !only.overlaps(self.source) && (behind || compared) && !subject()
        };
        if self.is(Form::Reported) && (told() || object()) {
            self.give_source_and_cue(roles);
        }
    }

    /// The phrase that both have, as the rules have it.
    fn same_phrase(&self, roles: &mut Roles) {
        let rule = self.rule;
        // „Mein Vater sagte: ‚Lern was!‘“, erzählte sie: whom the outer marks name.
        let inside = self.is(Form::Direct) && rule.parent.is_some() && rule.cue.iter().any(|cue| self.token(cue.start).quotation > 0);
        let ends_behind = |role: &Role| role.last().zip(rule.content.last()).is_some_and(|(cue, content)| cue.start >= content.end);
        let touches = |span: &Span<Token>| span.overlaps(self.source);
        if (roles.source.is_empty() || inside || self.swallowed) && !rule.cue.is_empty() {
            self.give_all(roles);
        } else if let Some(longer) = self.ends_later(roles) {
            roles.source[longer] = self.source;
            if !self.is(Form::Indirect) {
                roles.source.retain(touches);
            }
        } else if let Some(longer) = self.begins_sooner(roles) {
            roles.source[longer] = self.source;
        } else if self.is(Form::Indirect) && roles.source.contains(&self.source) && ends_behind(&rule.cue) && !ends_behind(&roles.cue) {
            // "hat den Vorwurf, sie habe gelogen, bestritten", "wollte den Bericht | der „Times“, wonach …, nicht bestätigen"
            self.give_all(roles);
        } else if self.by(POINTS_BACK) && rule.source == roles.source {
            // "Das geht aus einem Brief hervor, den der Kurier einsehen konnte.": all of it tells where the words before it stand.
            roles.frame.clone_from(&rule.frame);
        } else if !self.is(Form::Indirect) && roles.source.iter().any(touches) {
            roles.source.retain(touches);
        } else if self.is(Form::Reported) && self.has_same_cue(roles) {
            // "Der Schaden wurde von der Versicherung auf drei Millionen beziffert."
            let edges = &self.facts.edges;
            let passive = roles.cue.iter().any(|span| edges.passive.has(self.word(span.start)));
            if passive && self.word_before(self.source.start).is_some_and(|before| edges.agent.has(before)) {
                self.give_source(roles);
            }
        }
    }

    /// Which phrase of the field goes on behind that of the rules, for the same cue: "laut Landratsamt | Baumfällungen".
    fn ends_later(&self, roles: &Roles) -> Option<usize> {
        let longer = |span: &Span<Token>| span.start == self.source.start && self.source.end < span.end;
        roles.source.iter().position(longer).filter(|_| self.has_same_cue(roles))
    }

    /// Which one begins before it: "hieß es nach der Sitzung | aus Kreisen der Fraktion".
    fn begins_sooner(&self, roles: &Roles) -> Option<usize> {
        let longer = |span: &Span<Token>| span.end == self.source.end && span.start < self.source.start;
        let heard = || self.word_before(self.source.start).is_some_and(|before| self.facts.edges.heard_from.has(before));
        roles.source.iter().position(longer).filter(|_| self.has_same_cue(roles) && heard())
    }
}
