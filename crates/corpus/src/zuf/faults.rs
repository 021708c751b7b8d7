//! What an article says of itself must be so.

use super::marks::first_words;
use super::{Article, Attribution, Fault, Spans, TimeKind, Timex, Variety};
use zufolge::attribution::Form;
use zufolge::report::{Certainty, Factuality, Naming, Polarity};
use zufolge::text::CleanText;
use zufolge::{Byte, Span};

/// Every fault of an article that was understood: its spans, chains, names, times, marks, and what its file is called.
#[must_use]
pub fn faults(article: &Article) -> Vec<Fault> {
    let mut judge = Judge { article, faults: Vec::new() };
    judge.place();
    judge.text();
    judge.entities();
    judge.times();
    for attr in &article.attributions {
        judge.factuality(attr);
        judge.chain(attr);
        judge.spans(attr);
        judge.marks(attr);
    }
    judge.faults.sort();
    judge.faults
}

struct Judge<'a> {
    article: &'a Article,
    faults: Vec<Fault>,
}

/// Characters that open or close a quotation.
const MARKS: &str = "„“”»«›‹‚‘’\"'";

impl Judge<'_> {
    fn add(&mut self, line: usize, what: impl Into<String>, remedy: &'static str) {
        self.faults.push(Fault::new(&self.article.path, line, what, remedy));
    }

    /// The file's name and folder against the head.
    fn place(&mut self) {
        let Article { path, head, .. } = self.article;
        if path.file_stem().is_none_or(|stem| stem != head.id.as_str()) {
            self.add(2, format!("the id is “{}”, which is not the file's name", head.id), "name the file after its id");
        }
        let mut folders = path.ancestors().skip(1).filter_map(|folder| folder.file_name());
        let (folder, above) = (folders.next(), folders.next());
        match &head.story {
            Some(story) if folder.is_some_and(|folder| folder != story.as_str()) => {
                self.add(2, format!("the story is “{story}”, which is not the folder's name"), "name the folder after the story");
            }
            None if above.is_some_and(|above| above == "stories") => {
                self.add(2, "an article in a story's folder has no story in its head", "write the folder's name behind `story:`");
            }
            _ => {}
        }
    }

    fn text(&mut self) {
        let Article { text, head, .. } = self.article;
        if text.is_empty() {
            self.add(1, "there is no text", "write it between the head and `===`");
        }
        let clean = CleanText::new(text);
        if clean.as_str() != text {
            let same = clean.as_str().bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
            let line = self.article.line_at(same as u32);
            self.add(
                line,
                "the text is not in NFC, or has odd blanks or characters that nobody sees",
                "write plain blanks and composed letters",
            );
        }
        if let Some(at) = text.find("  ") {
            self.add(self.article.line_at(at as u32), "two blanks follow each other", "leave one out");
        }
        if let Some(dateline) = head.dateline.as_deref().filter(|dateline| !text.starts_with(dateline)) {
            self.add(2, format!("the text does not begin with its dateline, “{dateline}”"), "repeat the dateline at the text's beginning");
        }
    }

    fn entities(&mut self) {
        let article = self.article;
        for entity in article.entities.iter().filter(|entity| entity.naming != Naming::Implicit && !entity.mentions.is_empty()) {
            if !holds_name(&article.text, &entity.name) {
                let what = format!("{}: “{}” stands nowhere in the text", entity.id, entity.name);
                self.add(entity.line, what, "give the fullest name as the text has it (its ending may differ)");
            }
        }
    }

    fn times(&mut self) {
        let article = self.article;
        let published = article.head.published.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
        for (index, time) in article.times.iter().enumerate() {
            let said = article.attributions.iter().any(|attr| attr.said == Some(index));
            let read = match Timex::read(time.kind, &time.value) {
                Ok(read) => read,
                Err(why) => {
                    self.add(time.line, format!("{}: {} {why}", time.id, time.value), "write a TIMEX3 value");
                    continue;
                }
            };
            if !said {
                continue;
            }
            match read.first_day {
                None if matches!(time.kind, TimeKind::Duration | TimeKind::Set) => {
                    self.add(
                        time.line,
                        format!("{} says how long or how often, not when something was said", time.id),
                        "leave `said=` out",
                    );
                }
                None => {
                    let what = format!("{}: {} is no time of the calendar, but something was said then", time.id, time.value);
                    self.add(time.line, what, "resolve it against `published`, or leave `said=` out");
                }
                Some(day) if published.is_some_and(|published| day > published) => {
                    let what = format!("{}: something was said on {}, after the article was published", time.id, time.value);
                    self.add(time.line, what, "look at `published` and at the value");
                }
                Some(_) => {}
            }
        }
    }

    /// Who prints the article is the last link of every chain, and so is not written.
    fn chain(&mut self, attr: &Attribution) {
        let Article { entities, head, .. } = self.article;
        if let [_, .., last] = attr.chain[..] {
            let name = &entities[last.entity].name;
            if *name == head.outlet || Some(name) == head.agency.as_ref() {
                self.add(attr.line, format!("{}: its chain ends with {name}, who prints the article", attr.id), "leave this link out");
            }
        }
        let twice = attr.chain.iter().enumerate().any(|(at, link)| attr.chain[..at].iter().any(|other| other.entity == link.entity));
        if twice {
            self.add(attr.line, format!("{}: an entity stands in its chain twice", attr.id), "name every link once");
        }
    }

    fn factuality(&mut self, attr: &Attribution) {
        let Factuality { certainty, polarity } = attr.factuality;
        if certainty == Certainty::Unknown && polarity != Polarity::Unknown {
            let what = format!("{}: a commitment of unknown certainty is {}", attr.id, polarity.name());
            self.add(attr.line, what, "write polarity=unknown, or say how certain the source is");
        }
    }

    fn spans(&mut self, attr: &Attribution) {
        let article = self.article;
        for (name, spans) in roles(attr) {
            for pair in spans.windows(2).filter(|pair| pair[0].overlaps(pair[1])) {
                let what = format!("{}: its {name} stands twice on “{}”", attr.id, first_words(&article.text[pair[1].range()]));
                self.add(article.line_at(pair[1].start), what, "mark every word once");
            }
        }
        let shared = |content: Span<Byte>| attr.frame.iter().find(move |frame| frame.overlaps(content)).map(move |frame| (content, *frame));
        if let Some((content, frame)) = attr.content.iter().find_map(|content| shared(*content)) {
            let both = Span::<Byte>::new(content.start.max(frame.start) as usize, content.end.min(frame.end) as usize);
            let what = format!("{}: “{}” is both content and frame", attr.id, first_words(&article.text[both.range()]));
            self.add(article.line_at(both.start), what, "break the outer one in two around the inner one");
        }
        if attr.form == Form::Reported {
            if !attr.frame.is_empty() {
                let what = format!("{}: reported content has a frame", attr.id);
                self.add(article.line_at(attr.frame[0].start), what, "mark the whole clause as content, without a frame");
            }
            return;
        }
        for (name, spans) in [("cue", &attr.cue), ("addressee", &attr.addressee)] {
            let outside = |span: &&Span<Byte>| !attr.frame.is_empty() && !attr.frame.iter().any(|frame| frame.covers(**span));
            if let Some(span) = spans.iter().find(outside) {
                let what = format!("{}: its {name} “{}” lies outside its frame", attr.id, first_words(&article.text[span.range()]));
                self.add(article.line_at(span.start), what, "let the frame hold the whole reporting clause");
            }
        }
    }

    fn marks(&mut self, attr: &Attribution) {
        let article = self.article;
        let (Some(first), Some(last)) = (attr.content.first(), attr.content.last()) else { return };
        let is_mark = |c: Option<char>| c.is_some_and(|c| MARKS.contains(c));
        let line = article.line_at(first.start);
        if attr.mixed {
            if attr.form == Form::Direct {
                self.add(line, format!("{} is direct, which cannot be mixed", attr.id), "leave `mixed` out");
            } else if !attr.content.iter().any(|span| article.text[span.range()].contains(|c| MARKS.contains(c))) {
                self.add(line, format!("{} is mixed, but its content has no words in marks", attr.id), "leave `mixed` out");
            }
        }
        // Interviews print what is said without marks.
        if attr.form != Form::Direct || article.head.kind == Some(Variety::Interview) {
            return;
        }
        let whole = Span::<Byte>::new(first.start as usize, last.end as usize);
        if article.imbalances.iter().flat_map(|imbalance| &imbalance.spans).any(|span| span.overlaps(whole)) {
            return;
        }
        let (opens, closes) = (article.text[first.range()].chars().next(), article.text[last.range()].chars().next_back());
        if !is_mark(opens) || !is_mark(closes) {
            let what = format!("{}: the direct content “{}” is not in marks", attr.id, first_words(&article.text[whole.range()]));
            self.add(line, what, "take its marks in, choose another form, or say with `q1` that they are missing on purpose");
        }
    }
}

fn roles(attr: &Attribution) -> [(&'static str, &Spans); 5] {
    [("content", &attr.content), ("source", &attr.source), ("cue", &attr.cue), ("addressee", &attr.addressee), ("frame", &attr.frame)]
}

/// True if the words of a name stand in the text one after the other, in whatever case of the declension.
pub(crate) fn holds_name(text: &str, name: &str) -> bool {
    fn words(text: &str) -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    }
    let (text, name) = (words(text), words(name));
    !name.is_empty() && text.windows(name.len()).any(|window| window.iter().zip(&name).all(|(one, other)| inflects(one, other)))
}

/// True if two words differ in no more than an ending of two letters: "Kreise", "Kreisen"; "ein", "einem"; "die", "der".
fn inflects(one: &str, other: &str) -> bool {
    const ENDING: usize = 2;
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let rest = |word: &str| word.chars().count() - same;
    same > 0 && rest(one) <= ENDING && rest(other) <= ENDING
}
