//! What the field for roles takes into a source that cannot belong to it.

use crate::features::Facts;
use crate::labels::Roles;
use zufolge::Span;
use zufolge::attribution::rules::{ClauseFacts, ClauseKind};
use zufolge::attribution::{Attribution, Form, Role};
use zufolge::document::Token;

mod edges;
mod subject;

pub(crate) use edges::SourceEdges;
pub(crate) use subject::is_mute;

/// Takes out of a source what belongs to the content, and gives whoever was spoken to their own role. `told` is what the cue tells, where a source
/// stands outside of it.
pub(crate) fn tidy(facts: &Facts<'_>, told: &Role, roles: &mut Roles) {
    let Roles { source, addressee, frame, cue, .. } = roles;
    // "Der Stürmer fällt, wie der Verein schrieb, lange aus": of two phrases the one that is spoken of.
    let inside = |span: &Span<Token>| told.iter().any(|whole| whole.covers(*span));
    if source.iter().any(|span| !inside(span)) {
        source.retain(|span| !inside(span));
    }
    for span in &mut *source {
        *span = trimmed(facts, *span, cue, frame, addressee);
    }
    let tokens = &facts.analysis.tokens;
    // "warf der Klinik Vertuschung vor": what they are accused of.
    for span in &mut *addressee {
        let last = span.end as usize - 1;
        if span.len() > 1 && tokens[last].deed && tokens[last - 1].nominal {
            *span = Span::new(span.start as usize, last);
        }
    }
    choose(facts, told, roles);
}

/// What of a source can belong to it; whoever is spoken to inside of it becomes the addressee.
fn trimmed(facts: &Facts<'_>, span: Span<Token>, cue: &Role, frame: &Role, addressee: &mut Role) -> Span<Token> {
    let lower = |at: usize| facts.doc.lower(at);
    let (tokens, edges) = (&facts.analysis.tokens, &facts.edges);
    let hears = cue.iter().flat_map(|span| span.range()).any(|at| edges.hears.begins(lower(at)));
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    // "sieht das die Ministerin": what is seen so.
    let seen = |at: usize| lower(at) == "das" && edges.articles.has(lower(at + 1));
    while end - start > 1 && (edges.not_first.has(lower(start)) || seen(start)) {
        start += 1;
    }
    // "Pallwitz: Die Gewerkschaft rief zum Streik auf": where.
    let place = (start + 1..end.saturating_sub(1)).find(|at| tokens[*at].mark == ':' && tokens[*at].quotation == 0);
    start = place.filter(|at| (at + 1..end).any(|noun| tokens[noun].nominal)).map_or(start, |at| at + 1);
    // "entgegnete ihm Brandt", "sagte ihr ein Sprecher"
    let her = |at: usize| edges.her.has(lower(at)) && edges.any_article.has(lower(at + 1));
    if end - start > 1 && (edges.spoken_to.has(lower(start)) || her(start)) {
        if addressee.is_empty() {
            addressee.push(Span::new(start, start + 1));
        }
        start += 1;
    }
    if end - start > 1 && edges.subjects.has(lower(start)) && !edges.with_subject.has(lower(start + 1)) {
        end = start + 1;
    }
    // "So haben es zwei Zeugen geschildert": what was told.
    if end - start > 1 && lower(start) == "es" {
        start += 1;
        while end - start > 1 && edges.behind_it.has(lower(start)) {
            start += 1;
        }
    }
    // "sagten Beamte dem Kurier", "widersprach Holm einem Bericht": no genitive, so another phrase.
    let dative = (start + 1..end).find(|at| edges.dative_articles.has(lower(*at)) && tokens[at - 1].nominal && tokens[*at].quotation == 0);
    if let Some(at) = dative {
        let told = Span::new(at, end);
        let document = told.range().find(|at| tokens[*at].nominal).is_some_and(|noun| tokens[noun].speaker == DOCUMENT);
        if end - at > 1 && !document && addressee.is_empty() && frame.iter().any(|frame| frame.covers(told)) {
            addressee.push(told);
        }
        end = at;
    }
    // "eigenen Angaben im Raum Nord": where it happened.
    if end - start > 2 && edges.own_words.has(lower(start)) && tokens[start + 1].attributor != 0 {
        end = start + 2;
    }
    // "so Holm auf Nachfrage", "sagte der Verteidiger in einer Pause": where or when, if a noun for that follows.
    let occasion = (start + 1..end.saturating_sub(1)).find(|at| {
        let noun = (at + 1..end.min(at + 4)).find(|noun| tokens[*noun].nominal);
        tokens[at - 1].nominal && edges.at_which.has(lower(*at)) && noun.is_some_and(|noun| edges.occasions.ends(lower(noun)))
    });
    end = occasion.unwrap_or(end);
    // "sagte Holm der Rundschau", but not "der Sprecher der Rundschau"
    let to_paper = (start + 1..end.saturating_sub(1)).find(|at| {
        // "der Deutschen Presse-Agentur"
        let bare_name = tokens[at - 1].speaker == 0 && tokens[at - 1].attributor == 0 && !tokens[at - 1].content_noun;
        let adjective = bare_name && at + 2 < end && tokens[at + 2].nominal && lower(at + 1).ends_with("en");
        let noun = at + 1 + usize::from(adjective);
        let paper = tokens[noun].speaker == OUTLET || tokens[noun].nominal && edges.paper_ends.ends(lower(noun));
        let outlet = paper && lower(*at) == "der" && tokens[*at].quotation == 0;
        outlet && tokens[at - 1].nominal && !edges.of_a_paper.ends(lower(at - 1)) && !edges.speaks_for.ends(lower(at - 1))
    });
    if let Some(at) = to_paper.filter(|_| cue.iter().any(|cue| cue.end as usize <= start)) {
        if addressee.is_empty() {
            addressee.push(Span::new(at, end));
        }
        end = at;
    }
    // "sagte Holm dieser Zeitung", but not "ein Reporter dieser Zeitung"
    let to_us = (start + 1..end.saturating_sub(1)).find(|at| {
        let ours = edges.ours.has(lower(*at)) && edges.medium.ends(lower(at + 1));
        ours && tokens[at - 1].nominal && !edges.of_a_paper.ends(lower(at - 1))
    });
    if let Some(at) = to_us {
        if addressee.is_empty() {
            addressee.push(Span::new(at, at + 2));
        }
        end = at;
    }
    if let Some(at) = (start + 1..end.saturating_sub(1)).find(|at| edges.according.has(lower(*at))) {
        start = at + 1;
    }
    // "Das sagten dem Kurier zwei Beamte": who is spoken to may stand first.
    let behind_cue = cue.iter().any(|span| span.end as usize == start);
    let subject = (start + 2..end).find(|at| tokens[at - 1].nominal && edges.nominatives.has(facts.doc.word(*at)));
    if let Some(at) = subject.filter(|_| lower(start) == "dem" && behind_cue) {
        if addressee.is_empty() {
            addressee.push(Span::new(start, at));
        }
        start = at;
    }
    // "zitiert das Blatt einen Insider", "hat das Amt zwei Todesfälle bestätigt"
    let another =
        (start + 1..end).find(|at| edges.another_begins.has(facts.doc.word(*at)) && tokens[at - 1].nominal && tokens[*at].quotation == 0);
    end = another.unwrap_or(end);
    // "versicherte das Amt in einer Stellungnahme": what it says so in.
    let document = tokens[end - 1].speaker == DOCUMENT;
    let said_in = (start + 1..end.saturating_sub(1))
        .find(|at| edges.said_in.has(facts.doc.word(*at)) && edges.one.begins(lower(at + 1)) && tokens[at - 1].nominal);
    end = said_in.filter(|_| document).unwrap_or(end);
    // "Das erfuhr der Kurier von zwei Beamten": whom he heard it from stands apart.
    let heard = (start + 1..end).find(|at| edges.heard_from.has(lower(*at)) && tokens[at - 1].nominal);
    if let Some(at) = heard.filter(|_| hears) {
        end = at;
    }
    // "zitierte die Agentur Nordra Holm": whom it quotes, if the text names him so elsewhere.
    let quotes = cue.iter().any(|span| edges.quoting.begins(lower(span.start as usize)));
    let press = || (start..end).find(|at| tokens[*at].nominal).filter(|at| tokens[*at].speaker == OUTLET && at + 2 < end);
    let elsewhere =
        |word: &str| (1..facts.len()).any(|at| facts.doc.word(at) == word && tokens[at - 1].nominal && !(start..end).contains(&at));
    if quotes && press().is_some() && tokens[end - 1].nominal && tokens[end - 2].nominal && elsewhere(facts.doc.word(end - 1)) {
        end -= 1;
    }
    // "Die Klägerin warf dem Nachbarn, …, vor": its verb is no part of a phrase.
    end = (start + 1..end).find(|at| is_main_verb(facts, *at)).unwrap_or(end);
    // "einem Bericht, der der Agentur vorliegt": behind the comma no noun, so no apposition.
    let relative = |at: &usize| {
        let follows = |word: usize| word < end && edges.articles.has(lower(word));
        tokens[*at].mark == ',' && follows(at + 1) && at + 2 < end && !tokens[at + 2].nominal && edges.any_article.has(lower(at + 2))
    };
    end = (start + 1..end).find(relative).unwrap_or(end);
    while end - start > 1 && edges.openers.has(lower(end - 1)) {
        end -= 1;
    }
    Span::new(close_to(facts, start, end).unwrap_or(start), end)
}

/// Where "mit der Sache vertraute Personen" begins, of which a source has the end: with its article, if it has one.
fn close_to(facts: &Facts<'_>, start: usize, end: usize) -> Option<usize> {
    let (tokens, edges) = (&facts.analysis.tokens, &facts.edges);
    let lower = |at: usize| facts.doc.lower(at);
    let adjective = (start..end.min(start + LONGEST_HUNG)).find(|at| edges.close_to.has(lower(*at)))?;
    let inner = (adjective.saturating_sub(LONGEST_HUNG)..adjective).rev().take_while(|at| tokens[*at].mark == '\0');
    let opens = { inner }.find(|at| edges.before_close_to.has(lower(*at))).filter(|at| *at < start && tokens[adjective - 1].nominal)?;
    let article = opens > 0 && edges.any_article.has(lower(opens - 1));
    Some(opens - usize::from(article))
}

/// Of several sources leaves those that can be whose words they are.
fn choose(facts: &Facts<'_>, told: &Role, roles: &mut Roles) {
    let Roles { source, cue, addressee, .. } = roles;
    let lower = |at: usize| facts.doc.lower(at);
    let (tokens, edges) = (&facts.analysis.tokens, &facts.edges);
    // "Das Amt stellt es anders dar: Man habe gewarnt, sagte der Sprecher.": who is nearer.
    if let (Some(first), Some(last)) = (told.first(), told.last())
        && source.len() > 1
        && source.iter().any(|span| span.start >= last.end)
        && cue.iter().any(|span| span.start >= last.end)
        && first.start > 0
        && tokens[first.start as usize - 1].mark == ':'
    {
        source.retain(|span| span.start >= last.end);
        cue.retain(|span| span.start >= last.end);
    }
    // "Tass zitierte Minister Holm mit den Worten, …": whom they quote stands behind.
    let quotes = cue.iter().find(|span| lower(span.start as usize).starts_with("zitier")).copied();
    if let Some(verb) = quotes.filter(|verb| source.len() > 1 && source[0].end <= verb.start) {
        source.retain(|span| span.start < verb.start);
    }
    // "wurde der Minister gefragt", "ist das Amt informiert worden": whoever is asked or told, not who asks or tells.
    let cued = |list: &zufolge::word_list::WordList| cue.iter().flat_map(|span| span.range()).any(|at| list.has(lower(at)));
    if cued(&edges.asked) && cued(&edges.passive) {
        let by = |span: &Span<Token>| span.start.checked_sub(1).is_some_and(|before| edges.agent.has(lower(before as usize)));
        if addressee.is_empty() {
            addressee.extend(source.iter().filter(|span| !by(span)));
        }
        source.retain(by);
    }
    // "Dementiert wurde der Bericht nicht.": the subject of a passive is what is told, but not "Der Minister wird zitiert".
    let passive = |at: usize| {
        let clause = clause_at(facts, at)?;
        clause.verbs.as_ref().filter(|verbs| verbs.passive && verbs.tokens.contains(&at)).map(|_| clause.tokens)
    };
    if let Some(clause) = cue.iter().flat_map(|span| span.range()).find_map(passive).filter(|_| quotes.is_none()) {
        let from = |word: &str| {
            [&edges.agent, &edges.heard_from, &edges.according, &edges.printed_in, &edges.said_in].iter().any(|list| list.has(word))
        };
        source.retain(|span| !clause.covers(*span) || span.start.checked_sub(1).is_some_and(|before| from(lower(before as usize))));
    }
    // "Die Nato wies Berichte zurück, wonach …": of two phrases what they deny is no source.
    let report = |span: &Span<Token>| span.len() == 1 && edges.reports.has(lower(span.start as usize));
    if source.len() > 1 && !source.iter().all(report) {
        source.retain(|span| !report(span));
    }
    // "Bote: Allgemein heißt es, …": who asks in an interview.
    let asks = |span: &Span<Token>| {
        let colon = tokens.get(span.end as usize).is_some_and(|next| next.mark == ':' && next.quotation == 0);
        colon && cue.iter().any(|cue| cue.start > span.end && edges.stands_there.has(lower(cue.start as usize)))
    };
    // "Angesichts des Preises ist davon auszugehen, …": why.
    let because = |span: &Span<Token>| span.start.checked_sub(1).is_some_and(|before| edges.because_of.has(lower(before as usize)));
    source.retain(|span| !asks(span) && !because(span));
    // "Die Polizei prüft den Vorwurf, er habe …": whoever looks into what is said has not said it.
    let looks_into = |noun: usize| {
        let verb = |at: usize| !facts.doc.word(at).starts_with(char::is_uppercase) && edges.looking_into.begins(lower(at));
        edges.accusation_ends.ends(lower(noun)) && clause_at(facts, noun).is_some_and(|clause| clause.tokens.range().any(verb))
    };
    if cue.iter().flat_map(|span| span.range()).any(looks_into) {
        source.retain(|span| span.start.checked_sub(1).is_some_and(|before| tokens[before as usize].nominal));
    }
    // "Details nannte sie nicht."
    source.retain(|span| span.len() > 1 || !edges.what_is_told.has(lower(span.start as usize)));
    let pronoun = |span: &Span<Token>| span.len() == 1 && edges.subjects.has(lower(span.start as usize));
    let speaks = |span: &Span<Token>| pronoun(span) || span.range().any(|at| tokens[at].nominal && tokens[at].speaker != 0);
    // "ist von Rissen die Rede": what of, not who by.
    if cue.iter().flat_map(|span| span.range()).any(|at| edges.talk.has(lower(at))) {
        source.retain(|span| !span.start.checked_sub(1).is_some_and(|before| edges.agent.has(lower(before as usize))));
    }
    if let Some(pronoun) = subject::pronoun_behind(facts, source, cue) {
        *source = vec![pronoun];
    }
    // "Die Regierung warnte er davor": a pronoun that can only be the subject.
    let alone = |span: &Span<Token>| span.len() == 1 && edges.he.has(lower(span.start as usize));
    if let Some(he) = source.iter().copied().find(alone) {
        source.retain(|span| *span == he || !cue.iter().any(|cue| span.end == cue.start && cue.end == he.start));
    }
    // "Die Fraktion sprach von einem „Monster“, dem man nicht zustimme": of two phrases what is called so in marks.
    let called_so = |span: &Span<Token>| {
        let (article, open) = (span.start as usize, span.start as usize + 1);
        span.len() > 2 && edges.one.begins(lower(article)) && tokens[open].quotation > 0 && tokens[open].mark != '\0'
    };
    if source.len() > 1 && !source.iter().all(called_so) {
        source.retain(|span| !called_so(span));
    }
    // "Das Ministerium wies einen Bericht zurück": of two phrases an accusative is no subject.
    if source.len() > 1 {
        let object = |span: &Span<Token>| edges.accusative_articles.has(lower(span.start as usize));
        if !source.iter().all(object) {
            source.retain(|span| !object(span));
        }
    }
    // "Ihrem Vorgänger warf sie vor": of two phrases on both sides of the verb a dative is no subject.
    if source.len() > 1 {
        let before = |span: &Span<Token>| cue.iter().any(|cue| span.end == cue.start && !edges.according.has(lower(cue.start as usize)));
        source.retain(|span| !(before(span) && edges.dative_articles.has(lower(span.start as usize))));
    }
    // "Der Wirt hatte es im „Kurier“ erzählt": of two phrases that which no preposition stands before.
    let printed_in = |span: &Span<Token>| span.start.checked_sub(1).is_some_and(|before| edges.printed_in.has(lower(before as usize)));
    if source.len() > 1 && source.first().is_some_and(|first| !printed_in(first)) {
        source.retain(|span| !printed_in(span));
    }
    // "Eine Kündigung schloss der Manager aus": of two phrases the one that can speak.
    let deed = |span: &Span<Token>| {
        let last = span.range().rev().find(|at| tokens[*at].nominal);
        // "seiner Meinung nach" tells whose.
        let opinion = |at: usize| tokens[at].attributor != 0 || tokens[at].content_noun;
        !speaks(span) && last.is_some_and(|at| !opinion(at) && edges.deed_ends.ends(lower(at)))
    };
    // "Die Kosten beziffern die Beamten auf drei Millionen": of two phrases on both sides of the verb one is what is told.
    // Only right behind it stands the subject: not in "Die Miliz teilte mit, sie habe geschossen".
    let between = |a: &Span<Token>, b: &Span<Token>| cue.iter().any(|cue| a.end <= cue.start && cue.end == b.start);
    let apart = source.len() == 2 && between(&source[0], &source[1]);
    let first_noun = |span: &Span<Token>| span.range().find(|at| tokens[*at].nominal);
    let bare_name = |span: &Span<Token>| span.range().all(|at| tokens[at].nominal);
    let by_head = |span: &Span<Token>| pronoun(span) || bare_name(span) || first_noun(span).is_some_and(|at| tokens[at].speaker != 0);
    let thing = |span: &Span<Token>| {
        let head = first_noun(span).filter(|at| *at > span.start as usize);
        edges.articles.has(lower(span.start as usize)) && head.is_some_and(|at| tokens[at].speaker == 0 && tokens[at].attributor == 0)
    };
    if apart && source.iter().any(by_head) {
        source.retain(|span| !thing(span));
    }
    // "Die Sprecherin machte Banditen verantwortlich": several behind a verb that tells of one.
    let several = |at: u32| edges.several_ends.ends(lower(at as usize));
    if let [first, second] = source.as_slice()
        && between(first, second)
        && speaks(first)
        && second.len() == 1
        && several(second.start)
        && !several(second.start - 1)
        && cue.iter().any(|cue| cue.start == second.end)
    {
        source.truncate(1);
    }
    let points_back = |span: &Span<Token>| span.len() == 1 && edges.points_back.has(lower(span.start as usize));
    source.retain(|span| !points_back(span));
    if source.iter().any(speaks) {
        source.retain(|span| !deed(span));
    }
}

/// Who goes on to speak in marks, where nobody is found to: „Der Wolf ist zahm“, so Holm. „Er tut nichts.“ The rules follow who spoke last, in the
/// sentence before: of what goes on in Konjunktiv, or further off, they know no better than whoever resolves it.
pub(crate) fn goes_on(facts: &Facts<'_>, content: &Role) -> Option<Role> {
    let rule = facts.findings(content).find(|rule| rule.form == Form::Direct && rule.cue.is_empty())?;
    // "Demnach", "laut Bericht"
    let adverb = |span: &Span<Token>| span.len() == 1 && facts.analysis.tokens[span.start as usize].attributor != 0;
    let here = facts.sentence_of(content.first()?.start as usize);
    let far = |span: &Span<Token>| facts.sentence_of(span.start as usize) + 1 < here;
    let speaks = !rule.source.iter().any(|span| adverb(span) || far(span)) && !is_mute(facts, &rule.source);
    speaks.then(|| rule.source.clone())
}

/// The clause that a token stands in.
fn clause_at<'a>(facts: &'a Facts<'_>, at: usize) -> Option<&'a ClauseFacts> {
    let clauses = &facts.analysis.clauses;
    let behind = clauses.partition_point(|clause| clause.tokens.start as usize <= at);
    behind.checked_sub(1).map(|this| &clauses[this]).filter(|clause| clause.tokens.contains(at))
}

/// True for the finite verb of a main clause.
fn is_main_verb(facts: &Facts<'_>, at: usize) -> bool {
    clause_at(facts, at)
        .is_some_and(|clause| clause.kind == ClauseKind::Main && clause.verbs.as_ref().is_some_and(|verbs| verbs.finite == at))
}

/// The number of a noun for a paper or station in the same.
const OUTLET: u8 = 3;

/// The number of a noun for something written in [`zufolge::attribution::rules::TokenFacts::speaker`].
const DOCUMENT: u8 = 4;

/// How many words stand at most before an adjective that a phrase hangs on: "mit der heiklen Angelegenheit vertraute".
const LONGEST_HUNG: usize = 5;

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
    let [ruled] = rule.source.as_slice() else { return };
    // „Mein Vater sagte: ‚Lern was!‘“, erzählte sie: whom the outer marks name.
    let inside = rule.form == Form::Direct
        && rule.parent.is_some()
        && rule.cue.iter().any(|cue| facts.analysis.tokens[cue.start as usize].quotation > 0);
    // "Das Fazit des Trainers: …": the noun is the cue.
    let swallowed = roles.cue.is_empty() && rule.cue.iter().all(|cue| roles.source.iter().any(|span| span.covers(*cue)));
    // "bitten Zeugen, die …, sich zu melden": who is asked is no source.
    if let [asked] = rule.addressee.as_slice()
        && roles.source.len() > 1
        && roles.source.contains(ruled)
    {
        roles.source.retain(|span| !span.overlaps(*asked));
        if roles.addressee.is_empty() {
            roles.addressee.push(*asked);
        }
    }
    // "Den Forderungen, die Straße zu sperren, erteilte die Landrätin eine Absage": what is answered is no source.
    if rule.evidence.contains(&NOUN_CONTENT) && roles.source.len() > 1 && roles.source.contains(ruled) {
        let answered = |span: &Span<Token>| {
            let head = span.range().find(|at| facts.analysis.tokens[*at].nominal);
            head.is_some_and(|at| facts.analysis.tokens[at].content_noun) && span.end <= rule.content[0].start
        };
        roles.source.retain(|span| span == ruled || !answered(span));
    }
    // "die Ministerin äußerte Zweifel und wagte die Prognose, …": the noun is a word of the cue.
    if roles.source.len() > 1 && roles.source.contains(ruled) {
        let of_cue = |span: &Span<Token>| span.len() <= 3 && rule.cue.iter().any(|cue| span.covers(*cue));
        roles.source.retain(|span| span == ruled || !of_cue(span));
    }
    // "bestätigte das Ministerium | der „Küstenpost“": right behind the source, or its relative clause, the one who was told.
    if let [told] = rule.addressee.as_slice()
        && (told.start == ruled.end || rule.evidence.contains(&VERB_BEHIND) && facts.analysis.tokens[told.start as usize - 1].mark == ',')
        && rule.cue == roles.cue
        && roles.addressee.iter().all(|span| told.covers(*span))
        && (roles.source.is_empty() || roles.source.iter().any(|span| span.start == ruled.start))
    {
        roles.addressee = vec![*told];
    }
    // "teilte in Bonn | das Amt mit": where it is, and who says it there.
    let there = |only: &Span<Token>| {
        let place = only.start > 0 && facts.edges.said_in.has(facts.doc.lower(only.start as usize - 1));
        place && only.start < ruled.start && (only.end == ruled.end || only.end == ruled.start)
    };
    let article = facts.edges.any_article.has(facts.doc.lower(ruled.start as usize));
    if rule.evidence.contains(&VERB_BEHIND) && article && matches!(roles.source.as_slice(), [only] if there(only)) {
        roles.source.clone_from(&rule.source);
    }
    // "Fahrer gefasst – Feier in Nord – Holm: „…“": the name between dash and colon, and nobody before the dash.
    let dash = |at: usize| matches!(facts.analysis.tokens[at].mark, '–' | '-');
    let colon = |at: usize| facts.analysis.tokens.get(at).is_some_and(|tag| tag.mark == ':');
    if rule.form == Form::Direct
        && rule.cue.is_empty()
        && colon(ruled.end as usize)
        && ruled.start > 0
        && dash(ruled.start as usize - 1)
        && roles.source.iter().all(|span| span.end < ruled.start)
    {
        roles.source.clone_from(&rule.source);
        roles.cue.clone_from(&rule.cue);
        roles.frame.clone_from(&rule.frame);
    }
    let stands_there = |cue: &Role| cue.iter().any(|span| facts.edges.stands_there.has(facts.doc.lower(span.start as usize)));
    // "Wie ein Team um | den Physiker Jan Kohl berichtet", "heißt es in einer am Montag in | Bonn verbreiteten Studie": the phrase begins before.
    let text = || rule.cue == roles.cue && stands_there(&rule.cue);
    // "Der Wirt kam heraus und gestand eine Lüge, er sei …": right behind "und" and its verb stands no subject where one is shared.
    let shared = |only: &Span<Token>| {
        let joined = |cue: &Span<Token>| cue.start > 0 && facts.edges.joins.has(facts.doc.lower(cue.start as usize - 1));
        roles.cue.iter().any(|cue| joined(cue) && cue.end == only.start && ruled.end < cue.start && rule.cue.contains(cue))
    };
    if rule.form == Form::Indirect && matches!(roles.source.as_slice(), [only] if shared(only)) {
        roles.source.clone_from(&rule.source);
        if roles.addressee.is_empty() {
            roles.addressee.clone_from(&rule.addressee);
        }
    }
    // "Von | der Leyen sagte": a name that opens with a preposition.
    let named = || ruled.len() <= 3 && facts.doc.lower(ruled.start as usize) == "von";
    // "Ein nicht namentlich | genannter Beamter"
    let adjective = |inner: &Span<Token>| {
        let opens = facts.doc.lower(inner.start as usize);
        let small = !facts.analysis.tokens[inner.start as usize].capital && !facts.edges.any_article.has(opens) && inner.len() > 1;
        small && rule.cue == roles.cue && ruled.end == inner.end
    };
    if let [inner] = roles.source.as_slice()
        && ruled.start < inner.start
        && inner.start < ruled.end
        && (rule.evidence.contains(&WIE_CLAUSE) || text() || named() || adjective(inner))
    {
        roles.source = vec![*ruled];
    }
    // "laut einer am Dienstag | veröffentlichten Umfrage": the noun stands behind.
    if let [start] = roles.source.as_slice()
        && rule.cue == roles.cue
        && ruled.start == start.start
        && ruled.end > start.end
        && start.range().all(|at| {
            let token = &facts.analysis.tokens[at];
            // "einer" can be somebody, too.
            let speaks = token.speaker != 0 && !facts.edges.any_article.has(facts.doc.lower(at));
            !speaks && token.attributor == 0 && !token.content_noun
        })
        && !facts.analysis.tokens[start.end as usize].nominal
        && ruled.range().any(|at| facts.analysis.tokens[at].speaker != 0)
    {
        roles.source = vec![*ruled];
    }
    // "Der Präsident des Verbandes | , Okafor, warnte": the name behind the comma belongs to the office.
    if let [office] = roles.source.as_slice()
        && rule.cue == roles.cue
        && ruled.start == office.start
        && ruled.end > office.end + 1
        && ruled.end <= office.end + LONGEST_APPOSITION
        && facts.analysis.tokens[office.end as usize].mark == ','
        && (office.end + 1..ruled.end).all(|at| facts.analysis.tokens[at as usize].nominal)
    {
        roles.source = vec![*ruled];
    }
    // "Kritisch sieht das der Abgeordnete": how it is seen stands before the verb, whoever sees it so behind it.
    let around =
        |cue: &Role, source: &Role| cue.iter().any(|cue| source.last().is_some_and(|span| span.end == cue.start) && cue.end <= ruled.start);
    if rule.cue == roles.cue && matches!(roles.source.as_slice(), [only] if only.len() == 1) && around(&rule.cue, &roles.source) {
        roles.source.clone_from(&rule.source);
    }
    // "Dieses Angebot nannte Betriebsrätin Kern eine „Frechheit“": what is called so stands before the verb, and cannot speak.
    let called = |span: &Span<Token>| {
        let head = span.range().find(|at| facts.analysis.tokens[*at].nominal);
        span.end <= ruled.start
            && head.is_some_and(|at| matches!(facts.analysis.tokens[at].speaker, 0 | DOCUMENT) && at > span.start as usize)
    };
    let between = |called: &Span<Token>| rule.cue.iter().any(|cue| called.end == cue.start && cue.end <= ruled.start);
    // "von Landesrätin Kern, die die Haltung der Stadt als „mutig“ bezeichnete": in a relative clause the rules tell the pronoun from what stands behind.
    let in_relative = || {
        let clause = clause_at(facts, ruled.start as usize).filter(|clause| clause.kind == ClauseKind::Relative);
        clause.is_some_and(|clause| clause.tokens.covers(*ruled) && rule.content.iter().all(|span| clause.tokens.covers(*span)))
    };
    if rule.form == Form::Direct && rule.evidence.contains(&IN_CLAUSE) && in_relative() {
        roles.source.clone_from(&rule.source);
        roles.cue.clone_from(&rule.cue);
        roles.frame.clone_from(&rule.frame);
    }
    if rule.form == Form::Direct
        && rule.evidence.contains(&IN_CLAUSE)
        && matches!(roles.source.as_slice(), [only] if called(only) && between(only))
    {
        roles.source.clone_from(&rule.source);
        roles.cue.clone_from(&rule.cue);
    }
    // "Beim Konzern war niemand zu erreichen.": whose nobody could be reached.
    if rule.form == Form::Reported
        && matches!(roles.source.as_slice(), [only] if only.len() == 1 && facts.edges.nobody.has(facts.doc.lower(only.start as usize)))
    {
        roles.source.clone_from(&rule.source);
        roles.cue.clone_from(&rule.cue);
    }
    // "Rücktrittsforderungen wies die Sprecherin zurück": what is told, and who tells it.
    if let [told, by] = roles.source.as_slice()
        && told.len() == 1
        && by == ruled
        && roles.cue.iter().any(|cue| told.end == cue.start && cue.end == by.start)
    {
        roles.source.clone_from(&rule.source);
    }
    // "Vorwürfe, wonach er gelogen habe, nannte Holm „haltlos“": whoever stands by the verb.
    if let (Form::Direct, [cue], [only]) = (rule.form, rule.cue.as_slice(), roles.source.as_slice())
        && roles.cue.contains(cue)
        && cue.end == ruled.start
        && roles
            .cue
            .iter()
            .any(|span| span.end < cue.start && clause_at(facts, span.start as usize).is_some_and(|clause| clause.tokens.covers(*only)))
    {
        roles.source.clone_from(&rule.source);
    }
    // "dementierte das nicht, nannte es aber „Unsinn“", "räumte „Fehler“ ein": the verb whose words they are, and all of it.
    if rule.form == Form::Direct && rule.source == roles.source && !roles.cue.is_empty() && !rule.cue.is_empty() {
        let covers = |whole: &Role, part: &Role| part.iter().all(|part| whole.iter().any(|whole| whole.covers(*part)));
        let of_another = |at: usize| {
            let clause = clause_at(facts, at).filter(|clause| clause.verbs.as_ref().is_some_and(|verbs| verbs.tokens.contains(&at)));
            clause.is_some_and(|clause| !rule.cue.iter().any(|cue| cue.overlaps(clause.tokens)))
        };
        let mixed = || {
            rule.cue.iter().any(|cue| roles.cue.iter().any(|span| span.overlaps(*cue)))
                && roles.cue.iter().flat_map(|span| span.range()).any(of_another)
        };
        // "kündigte Streiks an und sprach von einer „Chance“": the last verb before the words.
        let nearer = || {
            let behind = |cue: &Span<Token>| roles.cue.iter().all(|other| other.end <= cue.start);
            rule.evidence.contains(&IN_CLAUSE) && rule.cue.iter().all(behind) && rule.cue.iter().all(|cue| cue.end <= rule.content[0].start)
        };
        if covers(&rule.cue, &roles.cue) || mixed() || nearer() {
            roles.cue.clone_from(&rule.cue);
            if !covers(&roles.frame, &roles.cue) {
                roles.frame.clone_from(&rule.frame);
            }
        }
    }
    // "Der Verband sprach von Betrug, der Club von einem Scherz": what leaves the verb out has it from before.
    if rule.form == Form::Reported && roles.cue.is_empty() && rule.source == roles.source {
        roles.cue.clone_from(&rule.cue);
    }
    // "Die Chefin nannte die Pläne „erfunden“": whoever calls them so does it by that verb.
    if rule.form == Form::Direct && roles.cue.is_empty() && roles.source.iter().any(|span| span.overlaps(*ruled)) {
        roles.cue.clone_from(&rule.cue);
        roles.frame.clone_from(&rule.frame);
    }
    // "Der Wirt gab Brandt recht": the article is no accusative, and the rules tell a dative.
    let around_verb = |source: &Span<Token>| rule.cue.iter().any(|cue| ruled.end == cue.start && cue.end == source.start);
    let no_accusative = || facts.edges.no_accusative.has(facts.doc.word(ruled.start as usize));
    if rule.form == Form::Reported && rule.cue == roles.cue && no_accusative() && matches!(&roles.source[..], [only] if around_verb(only)) {
        roles.source.clone_from(&rule.source);
    }
    // "…, denn das Eis ist laut Behörde zu dick": the preposition alone, and no verb of the clause before, nor its subject.
    let more = roles.source.len() > 1 && roles.source.contains(ruled);
    let by_preposition = || rule.evidence.iter().any(|name| PREPOSITIONS.contains(name)) && roles.cue.len() >= rule.cue.len();
    if (more || rule.source == roles.source && roles.cue.len() > rule.cue.len()) && by_preposition() {
        roles.source.clone_from(&rule.source);
        roles.cue.clone_from(&rule.cue);
        roles.frame.clone_from(&rule.frame);
    }
    if rule.addressee == roles.source && rule.cue == roles.cue && stands_there(&rule.cue) {
        // "In dem Brief an die Kanzlerin heißt es, …"
        roles.source.clone_from(&rule.source);
        roles.addressee.clone_from(&rule.addressee);
    }
    if rule.form == Form::Indirect && roles.source.len() > 1 && roles.source.contains(ruled) {
        // "sagte der Minister nach einer Sitzung": when.
        let tokens = &facts.analysis.tokens;
        let when = |span: &Span<Token>| {
            let before = span.start.checked_sub(1).is_some_and(|at| facts.edges.at_which.has(facts.doc.lower(at as usize)));
            before && span.range().all(|at| tokens[at].attributor == 0)
        };
        // "laut einem Vermerk, aus dem der Kurier zitiert": who has it.
        let aside = |span: &Span<Token>| {
            clause_at(facts, span.start as usize)
                .is_some_and(|clause| clause.kind == ClauseKind::Relative && !clause.tokens.overlaps(*ruled))
        };
        roles.source.retain(|span| span == ruled || !when(span) && !aside(span));
        roles.cue.retain(|span| !aside(span) || rule.cue.contains(span));
    }
    // "…, die Veranstalter von 8000": whoever stands in a told act does it. "räumte Fehler ein", "schickte Beobachter und forderte …": not what a verb
    // has right behind it, if somebody stands before.
    let told = rule.content.iter().any(|span| span.covers(*ruled));
    let outside =
        || !roles.source.is_empty() && roles.source.iter().all(|span| !rule.content.iter().any(|content| content.overlaps(*span)));
    let object = || {
        let [only] = roles.source.as_slice() else { return false };
        // "Anders als die Polizei spricht die Familie von Mord."
        let compared = only.start.checked_sub(1).is_some_and(|before| facts.edges.compared.has(facts.doc.lower(before as usize)));
        let behind = only.len() == 1 && ruled.end <= only.start && roles.cue.iter().any(|cue| cue.end == only.start);
        // "Höhere Preise schloss sie aus."
        if subject::pronoun_behind(facts, &rule.source, &roles.cue) == Some(*only) {
            return false;
        }
        !only.overlaps(*ruled) && (behind || compared)
    };
    if rule.form == Form::Reported && (told && outside() || object()) {
        roles.source.clone_from(&rule.source);
        roles.cue.clone_from(&rule.cue);
    }
    let ends_behind = |role: &Role| role.last().zip(rule.content.last()).is_some_and(|(cue, content)| cue.start >= content.end);
    if (roles.source.is_empty() || inside || swallowed) && !rule.cue.is_empty() {
        roles.source = rule.source.clone();
        roles.cue = rule.cue.clone();
        roles.frame = rule.frame.clone();
    } else if rule.cue == roles.cue
        && let Some(span) = roles.source.iter_mut().find(|span| span.start == ruled.start && ruled.end < span.end)
    {
        // "laut Landratsamt | Baumfällungen"
        *span = *ruled;
        if rule.form != Form::Indirect {
            roles.source.retain(|span| span.overlaps(*ruled));
        }
    } else if rule.cue == roles.cue
        && let Some(span) = roles.source.iter_mut().find(|span| span.end == ruled.end && span.start < ruled.start)
        && facts.edges.heard_from.has(facts.doc.lower(ruled.start as usize - 1))
    {
        // "hieß es nach der Sitzung | aus Kreisen der Fraktion"
        *span = *ruled;
    } else if rule.form == Form::Indirect && roles.source.contains(ruled) && ends_behind(&rule.cue) && !ends_behind(&roles.cue) {
        // "hat den Vorwurf, sie habe gelogen, bestritten", "wollte den Bericht | der „Times“, wonach …, nicht bestätigen"
        roles.source.clone_from(&rule.source);
        roles.cue.clone_from(&rule.cue);
        roles.frame.clone_from(&rule.frame);
    } else if rule.evidence.contains(&POINTS_BACK) && rule.source == roles.source {
        // "Das geht aus einem Brief hervor, den der Kurier einsehen konnte.": all of it tells where the words before it stand.
        roles.frame.clone_from(&rule.frame);
    } else if rule.form != Form::Indirect && roles.source.iter().any(|span| span.overlaps(*ruled)) {
        roles.source.retain(|span| span.overlaps(*ruled));
    } else if rule.form == Form::Reported && rule.cue == roles.cue {
        // "Der Schaden wurde von der Versicherung auf drei Millionen beziffert."
        let lower = |at: u32| facts.doc.lower(at as usize);
        let passive = roles.cue.iter().any(|span| facts.edges.passive.has(lower(span.start)));
        if passive && ruled.start.checked_sub(1).is_some_and(|before| facts.edges.agent.has(lower(before))) {
            roles.source.clone_from(&rule.source);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
