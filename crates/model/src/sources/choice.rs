//! Which of several phrases can be whose words they are.

use super::{SourceEdges, clause_at, subject};
use crate::features::Facts;
use crate::labels::Roles;
use zufolge::Span;
use zufolge::attribution::Role;
use zufolge::attribution::rules::TokenFacts;
use zufolge::document::Token;
use zufolge::word_list::WordList;

/// Of several sources leaves those that can be whose words they are.
pub(super) fn choose(facts: &Facts<'_>, told: &Role, roles: &mut Roles) {
    let Roles { source, cue, addressee, .. } = roles;
    let choice = Choice { facts, tokens: &facts.analysis.tokens, edges: &facts.edges };
    choice.nearer_than_the_colon(told, source, cue);
    choice.leave_the_quoted(source, cue);
    choice.leave_who_asks(source, cue, addressee);
    choice.leave_passive_subjects(source, cue);
    choice.leave_what_stands_apart(source, cue);
    choice.leave_things(source, cue);
    choice.leave_objects(source, cue);
    choice.leave_beside_speakers(source, cue);
}

/// The text that a choice is made in.
struct Choice<'a> {
    facts: &'a Facts<'a>,
    tokens: &'a [TokenFacts],
    edges: &'a SourceEdges,
}

impl<'a> Choice<'a> {
    fn lower(&self, at: u32) -> &'a str {
        self.facts.doc.lower(at as usize)
    }

    /// True if the word before the span is such a one.
    fn behind(&self, span: &Span<Token>, is: impl Fn(&str) -> bool) -> bool {
        span.start.checked_sub(1).is_some_and(|before| is(self.lower(before)))
    }

    fn cue_has(&self, cue: &Role, list: &WordList) -> bool {
        words(cue).any(|at| list.has(self.facts.doc.lower(at)))
    }

    fn is_pronoun(&self, span: &Span<Token>) -> bool {
        span.len() == 1 && self.edges.subjects.has(self.lower(span.start))
    }

    fn speaks(&self, span: &Span<Token>) -> bool {
        self.is_pronoun(span) || span.range().any(|at| self.tokens[at].nominal && self.tokens[at].speaker != 0)
    }

    fn first_noun(&self, span: &Span<Token>) -> Option<usize> {
        span.range().find(|at| self.tokens[*at].nominal)
    }

    /// "Das Amt stellt es anders dar: Man habe gewarnt, sagte der Sprecher.": who is nearer.
    fn nearer_than_the_colon(&self, told: &Role, source: &mut Role, cue: &mut Role) {
        if let (Some(first), Some(last)) = (told.first(), told.last())
            && source.len() > 1
            && source.iter().any(|span| span.start >= last.end)
            && cue.iter().any(|span| span.start >= last.end)
            && first.start > 0
            && self.tokens[first.start as usize - 1].mark == ':'
        {
            source.retain(|span| span.start >= last.end);
            cue.retain(|span| span.start >= last.end);
        }
    }

    /// The verb of quoting in a cue: "zitierte".
    fn quoting(&self, cue: &Role) -> Option<Span<Token>> {
        cue.iter().find(|span| self.lower(span.start).starts_with("zitier")).copied()
    }

    /// "Tass zitierte Minister Holm mit den Worten, …": whom they quote stands behind.
    fn leave_the_quoted(&self, source: &mut Role, cue: &Role) {
        if let Some(verb) = self.quoting(cue).filter(|verb| source.len() > 1 && source[0].end <= verb.start) {
            source.retain(|span| span.start < verb.start);
        }
    }

    /// "wurde der Minister gefragt", "ist das Amt informiert worden": whoever is asked or told, not who asks or tells.
    fn leave_who_asks(&self, source: &mut Role, cue: &Role, addressee: &mut Role) {
        if self.cue_has(cue, &self.edges.asked) && self.cue_has(cue, &self.edges.passive) {
            let by = |span: &Span<Token>| self.behind(span, |word| self.edges.agent.has(word));
            if addressee.is_empty() {
                addressee.extend(source.iter().filter(|span| !by(span)));
            }
            source.retain(by);
        }
    }

    /// "Dementiert wurde der Bericht nicht.": the subject of a passive is what is told, but not "Der Minister wird zitiert".
    fn leave_passive_subjects(&self, source: &mut Role, cue: &Role) {
        let passive = |at: usize| {
            let clause = clause_at(self.facts, at)?;
            clause.verbs.as_ref().filter(|verbs| verbs.passive && verbs.tokens.contains(&at)).map(|_| clause.tokens)
        };
        let quotes = self.quoting(cue).is_some();
        if let Some(clause) = words(cue).find_map(passive).filter(|_| !quotes) {
            let edges = self.edges;
            let from = |word: &str| {
                [&edges.agent, &edges.heard_from, &edges.according, &edges.printed_in, &edges.said_in].iter().any(|list| list.has(word))
            };
            source.retain(|span| !clause.covers(*span) || self.behind(span, from));
        }
    }

    /// Takes out what is told of, asked, or given as a reason.
    fn leave_what_stands_apart(&self, source: &mut Role, cue: &Role) {
        let edges = self.edges;
        // "Die Nato wies Berichte zurück, wonach …": of two phrases what they deny is no source.
        let report = |span: &Span<Token>| span.len() == 1 && edges.reports.has(self.lower(span.start));
        if source.len() > 1 && !source.iter().all(report) {
            source.retain(|span| !report(span));
        }
        // "Bote: Allgemein heißt es, …": who asks in an interview.
        let asks = |span: &Span<Token>| {
            let colon = self.tokens.get(span.end as usize).is_some_and(|next| next.mark == ':' && next.quotation == 0);
            colon && cue.iter().any(|cue| cue.start > span.end && edges.stands_there.has(self.lower(cue.start)))
        };
        // "Angesichts des Preises ist davon auszugehen, …": why.
        let because = |span: &Span<Token>| self.behind(span, |word| edges.because_of.has(word));
        source.retain(|span| !asks(span) && !because(span));
        // "Die Polizei prüft den Vorwurf, er habe …": whoever looks into what is said has not said it.
        let looks_into = |noun: usize| {
            let verb =
                |at: usize| !self.facts.doc.word(at).starts_with(char::is_uppercase) && edges.looking_into.begins(self.facts.doc.lower(at));
            let accusation = edges.accusation_ends.ends(self.facts.doc.lower(noun));
            accusation && clause_at(self.facts, noun).is_some_and(|clause| clause.tokens.range().any(verb))
        };
        if words(cue).any(looks_into) {
            source.retain(|span| span.start.checked_sub(1).is_some_and(|before| self.tokens[before as usize].nominal));
        }
        // "Details nannte sie nicht."
        source.retain(|span| span.len() > 1 || !edges.what_is_told.has(self.lower(span.start)));
        // "ist von Rissen die Rede": what of, not who by.
        if self.cue_has(cue, &edges.talk) {
            source.retain(|span| !self.behind(span, |word| edges.agent.has(word)));
        }
    }

    /// Of several phrases leaves the pronoun that can only be a subject, and what nothing is called in marks.
    fn leave_things(&self, source: &mut Role, cue: &Role) {
        if let Some(pronoun) = subject::pronoun_behind(self.facts, source, cue) {
            *source = vec![pronoun];
        }
        // "Die Regierung warnte er davor"
        let alone = |span: &Span<Token>| span.len() == 1 && self.edges.he.has(self.lower(span.start));
        if let Some(he) = source.iter().copied().find(alone) {
            source.retain(|span| *span == he || !cue.iter().any(|cue| span.end == cue.start && cue.end == he.start));
        }
        // "Die Fraktion sprach von einem „Monster“, dem man nicht zustimme": what is called so in marks.
        let called_so = |span: &Span<Token>| {
            let open = span.start as usize + 1;
            span.len() > 2
                && self.edges.one.begins(self.lower(span.start))
                && self.tokens[open].quotation > 0
                && self.tokens[open].mark != '\0'
        };
        if source.len() > 1 && !source.iter().all(called_so) {
            source.retain(|span| !called_so(span));
        }
    }

    /// Of several phrases leaves those that are no objects.
    fn leave_objects(&self, source: &mut Role, cue: &Role) {
        let edges = self.edges;
        // "Das Ministerium wies einen Bericht zurück": an accusative is no subject.
        let object = |span: &Span<Token>| edges.accusative_articles.has(self.lower(span.start));
        if source.len() > 1 && !source.iter().all(object) {
            source.retain(|span| !object(span));
        }
        // "Ihrem Vorgänger warf sie vor": on both sides of the verb a dative is no subject.
        if source.len() > 1 {
            let before = |span: &Span<Token>| cue.iter().any(|cue| span.end == cue.start && !edges.according.has(self.lower(cue.start)));
            source.retain(|span| !(before(span) && edges.dative_articles.has(self.lower(span.start))));
        }
        // "Der Wirt hatte es im „Kurier“ erzählt": that which no preposition stands before.
        let printed_in = |span: &Span<Token>| self.behind(span, |word| edges.printed_in.has(word));
        if source.len() > 1 && source.first().is_some_and(|first| !printed_in(first)) {
            source.retain(|span| !printed_in(span));
        }
    }

    /// Beside a phrase that can speak leaves none that cannot.
    fn leave_beside_speakers(&self, source: &mut Role, cue: &Role) {
        let (tokens, edges) = (self.tokens, self.edges);
        // "Die Kosten beziffern die Beamten auf drei Millionen": of two phrases on both sides of the verb one is what is told.
        // Only right behind it stands the subject: not in "Die Miliz teilte mit, sie habe geschossen".
        let between = |a: &Span<Token>, b: &Span<Token>| cue.iter().any(|cue| a.end <= cue.start && cue.end == b.start);
        let apart = source.len() == 2 && between(&source[0], &source[1]);
        let bare_name = |span: &Span<Token>| span.range().all(|at| tokens[at].nominal);
        let by_head = |span: &Span<Token>| {
            self.is_pronoun(span) || bare_name(span) || self.first_noun(span).is_some_and(|at| tokens[at].speaker != 0)
        };
        let thing = |span: &Span<Token>| {
            let head = self.first_noun(span).filter(|at| *at > span.start as usize);
            edges.articles.has(self.lower(span.start)) && head.is_some_and(|at| tokens[at].speaker == 0 && tokens[at].attributor == 0)
        };
        if apart && source.iter().any(by_head) {
            source.retain(|span| !thing(span));
        }
        // "Die Sprecherin machte Banditen verantwortlich": several behind a verb that tells of one.
        let several = |at: u32| edges.several_ends.ends(self.lower(at));
        if let [first, second] = source.as_slice()
            && between(first, second)
            && self.speaks(first)
            && second.len() == 1
            && several(second.start)
            && !several(second.start - 1)
            && cue.iter().any(|cue| cue.start == second.end)
        {
            source.truncate(1);
        }
        let points_back = |span: &Span<Token>| span.len() == 1 && edges.points_back.has(self.lower(span.start));
        source.retain(|span| !points_back(span));
        // "Eine Kündigung schloss der Manager aus": the one that can speak. "seiner Meinung nach" tells whose.
        let opinion = |at: usize| tokens[at].attributor != 0 || tokens[at].content_noun;
        let deed = |span: &Span<Token>| {
            let last = span.range().rev().find(|at| tokens[*at].nominal);
            !self.speaks(span) && last.is_some_and(|at| !opinion(at) && edges.deed_ends.ends(self.facts.doc.lower(at)))
        };
        if source.iter().any(|span| self.speaks(span)) {
            source.retain(|span| !deed(span));
        }
    }
}

/// The tokens of a cue.
fn words(cue: &Role) -> impl Iterator<Item = usize> + '_ {
    cue.iter().flat_map(|span| span.range())
}
