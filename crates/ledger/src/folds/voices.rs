//! The links of chains, with those on whose behalf they speak, and what the article says of other papers.

use super::Folds;
use super::lists::list;
use super::slices::Slices;
use super::statement::{Item, Voice};
use super::words::{Stem, Word, hash, words};
use zufolge::attribution::Form;
use zufolge::attribution::Stance;
use zufolge::report::{Attribution, Entity, Kind, Naming, Polarity, Source};
use zufolge::{CodePoint, Span};

/// "einem", with the blank behind it.
const LONGEST_ARTICLE: usize = 6;
/// What the ids of bodies begin with that are no entities of the report.
pub(super) const SPOKEN_FOR: char = '=';
/// In how many words somebody says that they confirm what comes next.
const OPENING: usize = 16;
/// How many outlets that an article cites are kept.
const MOST_CITED: usize = 8;

impl Folds {
    /// The chain of an attribution, origin first, without who prints the article.
    pub(super) fn voices(&self, item: &Item<'_>, text: &Slices<'_>, attr: &Attribution) -> Vec<Voice> {
        let mut links: &[Source] = &attr.chain;
        // The report ends every chain with the article's own agency and outlet, which have no place in the text.
        while let Some((last, rest)) = links.split_last() {
            let prints = [item.outlet, item.agency].into_iter().flatten().any(|printer| printer == last.name);
            if !(last.entity.is_none() && last.span.is_none() && prints && matches!(last.kind, Kind::Agency | Kind::Outlet)) {
                break;
            }
            links = rest;
        }
        let mut chain: Vec<Voice> = links.iter().map(|link| self.voice(item, text, link, attr)).collect();
        if let Some(origin) = chain.first_mut().filter(|_| attr.stance == [Stance::Reports]) {
            let entity = item.report.entities.iter().find(|entity| Some(&entity.id) == origin.local.as_ref());
            let mentions = entity.map_or(&[][..], |entity| &entity.mentions);
            // Only papers report what others say; one that is told by its sort is one whose name stands elsewhere.
            let paper = matches!(origin.kind, Kind::Outlet | Kind::Agency)
                || origin.kind == Kind::Document && !self.tells_document(text, attr, &origin.name, mentions);
            origin.unnamed_medium |= origin.naming != Naming::Named && paper;
        }
        if let (Some(origin), Some(report)) = (chain.first_mut(), self.told_by_report(text, attr)) {
            // "Der Konzern will einem Zeitungsbericht zufolge …": the report, whatever stands before it.
            if matches!(origin.kind, Kind::Organisation | Kind::Office) {
                *origin = Voice { naming: Naming::Role, unnamed_medium: true, ..Voice::outlet(report) };
            }
        }
        if let (Some(outlet), true) = (item.outlet, self.told_by_itself(item, text, attr)) {
            // "diese Zeitung hatte berichtet": the paper itself, whatever the words before it were taken for.
            match chain.first_mut() {
                Some(origin) if origin.kind != Kind::Person && origin.naming != Naming::Anonymous => {
                    *origin = Voice::outlet(outlet);
                }
                _ => {}
            }
        }
        chain
    }

    /// The word for a paper's report that the words for the source of what is reported end in.
    fn told_by_report<'t>(&self, text: &Slices<'t>, attr: &Attribution) -> Option<&'t str> {
        let last = attr.source.first().filter(|_| attr.stance == [Stance::Reports]).map(|span| text.slice(*span))?;
        let report = words(last).last().filter(|word| last.ends_with(word.form) && last.len() > word.form.len())?;
        self.words.ends(report.form, list::REPORT).map(|_| report.form)
    }

    /// The stance of an attribution and how likely it is right; a denial where its content hangs on what is denied: "hat Berichte zurückgewiesen, wonach …".
    pub(super) fn stance_of(&self, item: &Item<'_>, text: &Slices<'_>, attr: &Attribution) -> (Vec<Stance>, Option<f64>) {
        let told = || (attr.stance.clone(), attr.stance_confidence);
        let Some(content) = attr.content.first() else { return told() };
        let Some(sent) = sentence_at(item, *content) else { return told() };
        let before = text.slice(Span::new(sent.start as usize, content.start as usize));
        let hangs = before.trim_end().ends_with("wonach") || before.trim_end().ends_with("denen zufolge");
        let denied = hangs && words(before).any(|word| self.words.is(word.form, list::DENIED));
        if denied || self.denies_besides(text, attr) {
            return (vec![Stance::Denies], None);
        }
        if attr.stance == [Stance::States] && self.confirms_itself(text.slice(*content)) {
            return (vec![Stance::Confirms], None);
        }
        // "bestritt das. Er habe davon gelesen": what goes on behind a denial, with no verb of its own, is what the source says is so.
        let goes_on = attr.cue.is_empty() && attr.form == Form::IndirectFreeIndirect && attr.factuality.polarity == Polarity::Positive;
        if goes_on && attr.stance == [Stance::Denies] { (vec![Stance::States], None) } else { told() }
    }

    /// True for "Wir können bestätigen, dass …": what the words themselves do, whatever verb tells of them.
    fn confirms_itself(&self, said: &str) -> bool {
        let opening = words(said).take(OPENING).collect::<Vec<_>>();
        let turns = &self.words.turns;
        let confirms = |pair: &[Word<'_>]| turns.confirm.has(pair[0].form) && pair[1].behind_comma && turns.content.has(pair[1].form);
        let Some(verb) = opening.windows(2).position(confirms) else { return false };
        let before = &opening[..verb];
        before.iter().any(|word| turns.speaker.has(&word.form.to_lowercase()))
            && !before.iter().any(|word| self.words.is(word.form, list::NEGATION))
    }

    /// True if who confirms something denies something else in the next breath: "bestätigte einen Brand, wies den Vorwurf aber zurück". What
    /// it answers is what it denies.
    fn denies_besides(&self, text: &Slices<'_>, attr: &Attribution) -> bool {
        if attr.form != Form::Reported || !matches!(attr.stance[..], [Stance::Confirms | Stance::Admits]) {
            return false;
        }
        let told: Vec<_> = attr.content.iter().flat_map(|span| words(text.slice(*span))).collect();
        let behind = told.iter().position(|word| word.behind_comma).unwrap_or(told.len());
        let denies = told[behind..].iter().position(|word| self.words.is(word.form, list::DENIED));
        denies.is_some_and(|at| !told[behind + at].form.starts_with('w') || told[behind + at..].iter().any(|word| word.form == "zurück"))
    }

    /// True if the sentence has the printing paper as its subject: "diese Zeitung".
    fn told_by_itself(&self, item: &Item<'_>, text: &Slices<'_>, attr: &Attribution) -> bool {
        let Some(cue) = attr.cue.first() else { return false };
        let Some(sent) = sentence_at(item, *cue) else { return false };
        let mut before = "";
        words(text.slice(sent)).any(|word| {
            let own = self.words.is(before, list::OWN) && self.words.ends(word.form, list::REPORT).is_some();
            before = word.form;
            own
        })
    }

    fn voice(&self, item: &Item<'_>, text: &Slices<'_>, link: &Source, attr: &Attribution) -> Voice {
        let entities = &item.report.entities;
        let entity = link.entity.as_ref().and_then(|id| entities.iter().find(|entity| entity.id == *id));
        let medium = matches!(link.kind, Kind::Outlet | Kind::Agency);
        let mut voice = Voice {
            name: if medium { self.medium_name(&link.name).to_owned() } else { link.name.clone() },
            local: link.entity.clone(),
            entity: None,
            kind: link.kind,
            naming: link.naming,
            unnamed_medium: self.unnamed_medium(link) || medium && self.one_of_a_sort(text, link, entity),
            behalf_local: None,
            behalf: None,
            behalf_name: None,
        };
        // "Angaben aus dem Rathaus": of somebody there.
        let body = matches!(link.kind, Kind::Organisation | Kind::Office) && link.naming == Naming::Role;
        if body && self.comes_from(text, link) {
            (voice.kind, voice.naming) = (Kind::Group, Naming::Anonymous);
            return voice;
        }
        // What the text calls it: its office, and the words of every mention.
        let mentions = entity.map(|entity| entity.mentions.iter().map(|span| text.slice(*span)).collect::<Vec<_>>()).unwrap_or_default();
        let role = entity.and_then(|entity| entity.role.as_deref());
        // "Reto Halm, Sprecher des Amts": the apposition is no part of the mention.
        let source = attr.source.iter().map(|span| text.slice(*span)).filter(|words| words.contains(&link.name));
        let told: Vec<&str> = role.into_iter().chain([link.name.as_str()]).chain(source).chain(mentions).collect();
        if !matches!(link.kind, Kind::Person | Kind::Office | Kind::Group | Kind::Unknown) {
            return voice;
        }
        // "aus dem Umfeld von Minister Brandt": whoever that is, it is not he.
        if link.kind == Kind::Group && link.naming == Naming::Anonymous {
            return voice;
        }
        // "Oberstaatsanwältin" speaks for the Staatsanwaltschaft, "Generalstaatsanwältin" for the Generalstaatsanwaltschaft.
        let officer = told.iter().flat_map(|phrase| words(phrase)).find_map(|word| self.words.officer(word.form));
        if let Some((before, body)) = officer.filter(|_| link.naming != Naming::Anonymous) {
            let ranked = format!("{before}{}", body.to_lowercase());
            let known =
                [ranked.as_str(), body].into_iter().find_map(|body| self.entity_called(entities, text, body, link.entity.as_deref()));
            voice.behalf_name = Some(if known.is_none() && before == "General" { ranked } else { body.to_owned() });
            voice.behalf_local = known.or_else(|| voice.behalf_name.as_ref().map(|body| format!("{SPOKEN_FOR}{body}")));
            return voice;
        }
        let offices: Vec<(&str, (usize, u32, &str))> =
            told.iter().filter_map(|phrase| self.office(phrase).map(|office| (*phrase, office))).collect();
        // "Der frühere Leiter der Abteilung" speaks for himself.
        let former = |phrase: &str, head: usize| words(&phrase[..=head]).any(|word| self.words.turns.former.has(&word.form.to_lowercase()));
        if offices.iter().any(|(phrase, (head, ..))| former(phrase, *head)) {
            return voice;
        }
        // What any of the words say goes before what stands near.
        for (phrase, (head, bits, before)) in &offices {
            // "Betriebsratschefin der Werft": of the works council, whosever that is.
            let apart = self.words.ends(before.trim_end_matches('-'), list::APART).is_some();
            let behind = if apart { None } else { self.body_behind(phrase[head + 1..].trim()) };
            if let Some(body) = behind.or_else(|| self.body_before(before, *bits)) {
                let known = self.entity_called(entities, text, &body, link.entity.as_deref());
                // "Konzernsprecher": of the firm that was named last.
                let nearest = || {
                    let at = link.span.or_else(|| attr_start(entity)).filter(|_| self.any_body(&body))?;
                    nearest_body(entities, at).map(|body| body.id.clone())
                };
                voice.behalf_local = known.or_else(nearest).or_else(|| self.spoken_for(&body, &link.name));
                voice.behalf_name = Some(body);
                return voice;
            }
        }
        if offices.iter().any(|(_, (_, bits, _))| bits & (list::SPOKESPERSON | list::LEADER) != 0) {
            let at = link.span.or_else(|| attr_start(entity));
            voice.behalf_local = at.and_then(|at| nearest_body(entities, at)).map(|body| body.id.clone());
        }
        voice
    }

    /// The id of a body that an article names only in the title of whoever speaks for it: "Sprecher des Außenamts". None for "Sprecher des
    /// Konzerns". The name of who speaks, which may follow, is not the body's.
    fn spoken_for(&self, body: &str, speaker: &str) -> Option<String> {
        let body = body.split_once(speaker).map_or(body, |(before, _)| before.trim_end());
        let mut said = body.split_whitespace();
        let first = said.next()?;
        let sort = |list: u32| self.words.ends(first, list).is_some_and(str::is_empty);
        let initials = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
        let telling =
            initials || first.starts_with(char::is_uppercase) && (first.chars().count() > 5 || sort(list::AUTHORITY)) && !sort(list::BODY);
        telling.then(|| format!("{SPOKEN_FOR}{body}"))
    }

    /// The stems of what a body or office is called, and of all words the article has for an origin.
    pub(super) fn names_of_voice(
        &self,
        item: &Item<'_>,
        text: &Slices<'_>,
        attr: &Attribution,
        voice: Option<&Voice>,
    ) -> (Vec<Stem>, Vec<Stem>) {
        let Some(voice) = voice.filter(|voice| !voice.unnamed_medium && !matches!(voice.naming, Naming::Anonymous | Naming::Implicit))
        else {
            return (Vec::new(), Vec::new());
        };
        let telling = |phrase: &str, stems: &mut Vec<Stem>| {
            let said = words(phrase).filter(|word| word.form.starts_with(char::is_uppercase) && word.form.chars().count() > 2);
            let said = said.filter(|word| !self.words.is(word.form, list::STOP | list::CLAIM | list::SPOKESPERSON | list::DOCUMENT));
            stems.extend(said.map(|word| hash(&self.words.stem(word.form))));
        };
        let (mut called, turns) = (Vec::new(), &self.words.turns);
        let by_any_word = attr.source.iter().any(|span| self.any_body(text.slice(*span)));
        if (voice.kind != Kind::Person || voice.naming != Naming::Named) && !self.any_body(&voice.name) && !by_any_word {
            // "dem Hydrologen von der Akademie": whoever is told to be one.
            let of_place = |word: &str| turns.before_body.has(word) && !turns.definite_article.has(word);
            let by_role = voice.kind == Kind::Person && voice.naming == Naming::Role;
            let end = if by_role { words(&voice.name).find(|word| of_place(word.form)).map(|word| word.at) } else { None };
            telling(&voice.name[..end.unwrap_or(voice.name.len())], &mut called);
        }
        let mut known_as = Vec::new();
        let entity = voice.local.as_ref().and_then(|id| item.report.entities.iter().find(|entity| entity.id == *id));
        let mentions = entity.iter().flat_map(|entity| &entity.mentions).chain(&attr.source).map(|span| text.slice(*span));
        let behalf = voice.behalf_local.as_ref().and_then(|id| item.report.entities.iter().find(|entity| entity.id == *id));
        let of_behalf = behalf.iter().flat_map(|body| &body.mentions).map(|span| text.slice(*span));
        let mentions = mentions.chain(of_behalf);
        let names = [Some(voice.name.as_str()), voice.behalf_name.as_deref(), entity.and_then(|entity| entity.role.as_deref())];
        names.into_iter().flatten().chain(mentions).for_each(|phrase| telling(phrase, &mut known_as));
        if known_as.is_empty() {
            // "Deren Sprecherin": nothing tells whose, but she speaks for some body.
            known_as.extend(
                words(&voice.name)
                    .filter(|word| self.words.is(word.form, list::SPOKESPERSON))
                    .map(|word| hash(&self.words.stem(word.form))),
            );
        }
        for stems in [&mut called, &mut known_as] {
            stems.sort_unstable();
            stems.dedup();
        }
        (called, known_as)
    }

    /// A paper's or station's name without the word for its sort before it: "Sender Welle Nord" → "Welle Nord".
    fn medium_name<'a>(&self, name: &'a str) -> &'a str {
        let Some((first, rest)) = name.split_once(' ') else { return name };
        if self.words.is(first, list::REPORT) && rest.starts_with(char::is_uppercase) { rest } else { name }
    }

    /// True where the word before somebody tells that it comes from there: "aus dem Rathaus".
    fn comes_from(&self, text: &Slices<'_>, link: &Source) -> bool {
        let Some(span) = link.span else { return false };
        let before = text.slice(Span::new((span.start as usize).saturating_sub(LONGEST_ARTICLE), span.start as usize));
        before.split_whitespace().next_back().is_some_and(|word| self.words.turns.out_of.has(word))
    }

    /// True for papers that are told only by their sort: "einem Zeitungsbericht", "die Zeitung".
    fn unnamed_medium(&self, link: &Source) -> bool {
        let media = matches!(link.kind, Kind::Outlet | Kind::Document | Kind::Agency | Kind::Group | Kind::Unknown);
        media && link.naming != Naming::Named && words(&link.name).any(|word| self.words.ends(word.form, list::REPORT).is_some())
    }

    /// True where neither a document's name nor the words for it may mean what a paper printed: "der Zwischenbericht", "die Papiere", "der Bericht
    /// der Prüfer", but not "der Bericht".
    fn tells_document(&self, text: &Slices<'_>, attr: &Attribution, name: &str, mentions: &[Span<CodePoint>]) -> bool {
        // "dem Bericht", which is the "Prüfbericht" that was told before.
        let said = attr.source.iter().filter(|span| !mentions.contains(span)).map(|span| text.slice(*span));
        let papers = |phrase: &str| {
            let said: Vec<Word<'_>> = words(phrase).collect();
            let whose = |at: usize| {
                let whose = said.get(at + 1).zip(said.get(at + 2));
                whose.is_some_and(|(of, who)| self.words.turns.before_body.has(of.form) && !self.words.is(who.form, list::TIME))
            };
            let claims = |at: usize| self.words.is(said[at].form, list::CLAIM) && !whose(at);
            (0..said.len()).any(|at| claims(at) || self.words.ends(said[at].form, list::REPORT).is_some())
        };
        !std::iter::once(name).chain(said).any(papers)
    }

    /// "ein Internetportal": an indefinite article, and no more than a word for a sort of medium.
    fn one_of_a_sort(&self, text: &Slices<'_>, link: &Source, entity: Option<&Entity>) -> bool {
        let span = link.span.or_else(|| attr_start(entity));
        let Some(span) = span.filter(|_| self.words.ends(&link.name, list::REPORT).is_some()) else { return false };
        let before = text.slice(Span::new((span.start as usize).saturating_sub(LONGEST_ARTICLE), span.start as usize));
        before.split_whitespace().next_back().is_some_and(|word| self.words.turns.indefinite_article.has(word))
    }

    /// True for a word for any body of a sort, with no more than an article before it: "die Firma", "die Betreiberfirma".
    fn any_body(&self, name: &str) -> bool {
        let mut said = words(name).filter(|word| word.form.starts_with(char::is_uppercase) && !self.words.is(word.form, list::STOP));
        let any =
            |word: &str| self.words.ends(word, list::BODY).is_some_and(|before| before.is_empty() || self.words.is(before, list::BODY));
        said.next().is_some_and(|word| any(word.form)) && said.next().is_none()
    }

    /// The first word of a phrase that names an office which speaks for a body: where it ends, less one, its lists, what the compound has before it.
    fn office<'a>(&self, phrase: &'a str) -> Option<(usize, u32, &'a str)> {
        words(phrase).find_map(|word| {
            for bits in [list::SPOKESPERSON, list::HEAD, list::LEADER] {
                if let Some(before) = self.words.ends(word.form, bits) {
                    // "LKA-Präsident"
                    let hyphened =
                        phrase[..word.at].split_whitespace().next_back().filter(|before| before.len() > 1 && before.ends_with('-'));
                    let before = if before.is_empty() { hyphened.unwrap_or(before) } else { before };
                    return Some((word.at + word.form.len() - 1, bits, before));
                }
            }
            None
        })
    }

    /// "Sprecher des Ministeriums", "Sprecherin der Polizei": the body in the genitive or behind "von".
    fn body_behind(&self, behind: &str) -> Option<String> {
        let (first, rest) = behind.split_once(' ')?;
        if !self.words.turns.before_body.has(first) {
            return None;
        }
        let end = rest.find([',', ';', '.', '(', ':']).unwrap_or(rest.len());
        let body = rest[..end].trim();
        // "Sprecher der Ministerin": of her ministry.
        let head = body.split_whitespace().next().and_then(|first| self.words.ends(first, list::HEAD));
        head.and_then(|before| self.ministry(before)).or_else(|| body.starts_with(char::is_uppercase).then(|| body.to_owned()))
    }

    /// "Ministeriumssprecherin" → "Ministerium"; "Umweltministerin" → "Umweltministerium".
    fn body_before(&self, before: &str, bits: u32) -> Option<String> {
        // "Siemens-Chef": the name as it is; "Betriebschef": without what joins the parts.
        let (hyphened, before) = (before.ends_with('-'), before.trim_end_matches('-'));
        if bits & list::SPOKESPERSON != 0 {
            let body = before.strip_suffix('s').filter(|body| self.words.turns.body_ends.ends(body));
            let body = body.unwrap_or(before);
            return (body.chars().count() > 2).then(|| capital(body));
        }
        if bits & list::LEADER != 0 {
            return (before.chars().count() > 2).then(|| capital(if hyphened { before } else { before.trim_end_matches('s') }));
        }
        (before.chars().count() > 2).then(|| self.ministry(before)).flatten()
    }

    /// "Umwelt" → "Umweltministerium", by the first of the words for one.
    fn ministry(&self, before: &str) -> Option<String> {
        self.words.turns.ministries.iter().next().map(|word| capital(&format!("{before}{word}")))
    }

    /// The body among the entities of an article that a name means.
    fn entity_called(&self, entities: &[Entity], text: &Slices<'_>, body: &str, not: Option<&str>) -> Option<String> {
        let stems = |words_of: &str| -> Vec<String> {
            words(words_of).filter(|word| !self.words.is(word.form, list::STOP)).map(|word| self.words.stem(word.form)).collect()
        };
        let wanted = stems(body);
        let last = wanted.last()?;
        let fits = |name: &str| {
            let have = stems(name);
            have.iter().any(|stem| stem == last || stem.len() > last.len() && stem.ends_with(last.as_str()))
        };
        entities
            .iter()
            .filter(|entity| Some(entity.id.as_str()) != not && is_body(entity))
            .find(|entity| fits(&entity.name) || entity.mentions.iter().any(|span| fits(text.slice(*span))))
            .map(|entity| entity.id.clone())
    }

    /// Outlets that the article names, those named nearest to the attribution first.
    pub(super) fn cited(&self, item: &Item<'_>, text: &Slices<'_>, attr: &Attribution) -> Vec<String> {
        let at = attr.content.first().map_or(0, |span| span.start);
        let mut found: Vec<(u32, String)> = Vec::new();
        for entity in item.report.entities.iter().filter(|entity| matches!(entity.kind, Kind::Outlet | Kind::Agency | Kind::Organisation)) {
            let near = entity.mentions.iter().map(|span| span.start.abs_diff(at)).min();
            found.extend(near.map(|near| (near, self.medium_name(bare(&entity.name)).to_owned())));
        }
        for (start, name) in quoted_names(text.text()) {
            found.push(((text.point(start) as u32).abs_diff(at), name.to_owned()));
        }
        found.sort();
        let mut names: Vec<String> = Vec::new();
        for (_, name) in found {
            if !names.contains(&name) && names.len() < MOST_CITED {
                names.push(name);
            }
        }
        names
    }

    /// True if the reporting clause stands in the pluperfect: "hatte bestritten".
    pub(super) fn told_back(&self, text: &Slices<'_>, attr: &Attribution) -> bool {
        let cue = attr.cue.iter().chain(&attr.frame);
        cue.map(|span| text.slice(*span)).any(|words| words.split_whitespace().any(|word| self.words.turns.told_back.has(word)))
    }
}

/// The sentence in which a span begins.
fn sentence_at(item: &Item<'_>, span: Span<CodePoint>) -> Option<Span<CodePoint>> {
    let sentences = &item.report.sentences;
    sentences.get(sentences.partition_point(|sent| sent.end <= span.start)).copied()
}

impl Voice {
    /// The paper that prints an article, as the origin of what it says.
    fn outlet(name: &str) -> Voice {
        Voice {
            name: name.to_owned(),
            local: None,
            entity: None,
            kind: Kind::Outlet,
            naming: Naming::Named,
            unnamed_medium: false,
            behalf_local: None,
            behalf: None,
            behalf_name: None,
        }
    }
}

/// Names in quotation marks, as papers are named: "die «Landespost»"; at most four words that begin with a capital.
fn quoted_names(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(['„', '«', '»', '"']).filter_map(|(at, open)| {
        let start = at + open.len();
        let rest = &text[start..];
        let end = rest.find(['“', '”', '»', '«', '"']).filter(|end| *end <= 60)?;
        let name = rest[..end].trim();
        let few = (1..=4).contains(&name.split_whitespace().count());
        (few && name.starts_with(char::is_uppercase) && !name.ends_with(['.', '!', '?', ','])).then_some((start, name))
    })
}

/// A name without the article and marks before it.
pub(super) fn bare(name: &str) -> &str {
    let name = name.trim_matches(['„', '“', '”', '«', '»', '"', ' ']);
    name.split_once(' ')
        .filter(|(first, _)| matches!(*first, "der" | "die" | "das" | "Der" | "Die" | "Das" | "dem" | "den"))
        .map_or(name, |(_, rest)| rest)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn is_body(entity: &Entity) -> bool {
    matches!(entity.kind, Kind::Organisation | Kind::Office | Kind::Place)
}

fn attr_start(entity: Option<&Entity>) -> Option<Span<CodePoint>> {
    entity?.mentions.first().copied()
}

/// The body that is named last before a place in the text.
fn nearest_body(entities: &[Entity], at: Span<CodePoint>) -> Option<&Entity> {
    let before = |entity: &Entity| entity.mentions.iter().filter(|span| span.end <= at.start).map(|span| span.end).max();
    let bodies = entities.iter().filter(|entity| is_body(entity));
    bodies.filter_map(|entity| Some((before(entity)?, entity))).max_by_key(|(end, _)| *end).map(|(_, entity)| entity)
}
