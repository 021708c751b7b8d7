//! One article of the page: its text in rows, a paragraph and its notes each, and below it who is heard.

use super::{escape, escaped};
use crate::dates::is_date;
use crate::index::Index;
use crate::layers::{Cutter, Layer, Role, layers};
use crate::words::UiLanguage;
use std::collections::HashMap;
use std::fmt::Write as _;
use zufolge::Report;
use zufolge::attribution::{Form, Stance};
use zufolge::report::{Attribution, Block, BlockKind, Certainty, CodePoints, Naming, Polarity, Source, blocks};

/// Attributions of one row that passages and notes are tied by; the style sheet has a rule for each.
pub(super) const TIED: usize = 24;

/// The article with this number on its page.
pub(super) fn render(report: &Report, number: usize, words: UiLanguage) -> String {
    let points = CodePoints::new(&report.text);
    let layers = layers(report, &points);
    let mut page = Page {
        report,
        points: &points,
        layers: &layers,
        index: Index::new(report),
        number,
        words,
        begun: vec![false; report.attributions.len()],
        seen_in: vec![0; report.attributions.len()],
        rows: 0,
        out: String::with_capacity(report.text.len() * 4),
    };
    page.article();
    page.out
}

struct Page<'r> {
    report: &'r Report,
    points: &'r CodePoints<'r>,
    layers: &'r [Layer],
    index: Index<'r>,
    number: usize,
    words: UiLanguage,
    /// Whether an attribution's number stands in the text already.
    begun: Vec<bool>,
    /// The last row that an attribution was seen in.
    seen_in: Vec<usize>,
    rows: usize,
    out: String,
}

/// An attribution in a row.
#[derive(Clone, Copy)]
struct Here {
    attr: usize,
    /// False if it goes on from a row before.
    begins: bool,
}

impl<'r> Page<'r> {
    fn article(&mut self) {
        let (report, number) = (self.report, self.number);
        let blocks = blocks(report, self.points);
        let _ = writeln!(self.out, "<article id=\"d{number}\" lang=\"{}\">", escaped(&report.article.language));
        self.imprint();
        if !blocks.iter().any(|block| block.kind == BlockKind::Headline) {
            let title = report.article.title.as_deref().map_or_else(|| self.words.say("page.untitled").to_owned(), escaped);
            let _ = writeln!(self.out, "<h1>{title}</h1>");
        }
        let mut cutter = Cutter::new(self.layers);
        let mut legend_due = true;
        for block in &blocks {
            if legend_due && !matches!(block.kind, BlockKind::Quiet | BlockKind::Headline) {
                self.legend();
                legend_due = false;
            }
            self.row(block, &mut cutter);
        }
        if legend_due {
            self.legend();
        }
        // What has no words in the text, or stands where no block is.
        let left: Vec<Here> =
            (0..report.attributions.len()).filter(|&attr| !self.begun[attr]).map(|attr| Here { attr, begins: true }).collect();
        if !left.is_empty() {
            self.out.push_str("<div class=\"row\">\n");
            self.notes(&left);
            self.out.push_str("</div>\n");
        }
        self.sources();
        self.remarks();
        let generator = &report.generator;
        let _ = writeln!(
            self.out,
            "<p class=\"made\" lang=\"{}\">{} {} {}, {}</p>\n</article>",
            self.words.code(),
            self.words.say("page.made-by"),
            escaped(&generator.name),
            escaped(&generator.version),
            escaped(&generator.model)
        );
    }

    /// Where the article comes from.
    fn imprint(&mut self) {
        let article = &self.report.article;
        let mut parts: Vec<String> = Vec::new();
        for part in [&article.outlet, &article.agency].into_iter().flatten() {
            parts.push(escaped(part));
        }
        if let Some(published) = &article.published {
            let shown = escaped(&date(published, self.words));
            parts.push(if is_date(published) { format!("<time datetime=\"{published}\">{shown}</time>") } else { shown });
        }
        // Only what a browser can follow, and nothing that it could run.
        match article.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
            Some(url) => parts.push(format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escaped(&href(url)), escaped(&article.id))),
            None => parts.push(escaped(&article.id)),
        }
        let _ = writeln!(self.out, "<p class=\"imprint\">{}</p>", parts.join(" <span class=\"dot\">·</span> "));
    }

    /// What the colours mean; only those that are there.
    fn legend(&mut self) {
        let words = self.words;
        let _ = write!(self.out, "<p class=\"legend\" lang=\"{}\">", words.code());
        if self.report.attributions.is_empty() {
            self.out.push_str(words.say("page.nobody"));
        } else {
            self.out.push_str(words.say("page.legend"));
            for form in Form::ALL.into_iter().filter(|form| self.report.attributions.iter().any(|attr| attr.form == *form)) {
                let _ = write!(self.out, " <span class=\"say {}\">{}</span>", class(form), words.form(form));
            }
            let _ = write!(self.out, " <b class=\"source\">{}</b> <i class=\"cue\">{}</i>", words.say("source"), words.say("cue"));
        }
        self.out.push_str("</p>\n");
    }

    /// A block with the notes on what begins or goes on in it.
    fn row(&mut self, block: &Block, cutter: &mut Cutter<'_>) {
        let segments = cutter.cut(block.bytes.clone());
        self.rows += 1;
        let mut here: Vec<Here> = Vec::new();
        let mut words = String::new();
        for segment in &segments {
            let over: Vec<&Layer> = segment.over.iter().map(|&at| &self.layers[at]).collect();
            for layer in &over {
                let attr = layer.attr;
                // An attribution without content is where its other words are.
                let anchors = layer.role == Role::Content || self.report.attributions[attr].content.is_empty();
                if anchors && self.seen_in[attr] < self.rows {
                    self.seen_in[attr] = self.rows;
                    let begins = !std::mem::replace(&mut self.begun[attr], true);
                    here.push(Here { attr, begins });
                    self.marker(&mut words, attr, here.len(), begins);
                }
            }
            self.segment(&mut words, &self.report.text[segment.bytes.clone()], &over, &here);
        }
        let (open, close) = match block.kind {
            BlockKind::Headline => ("<h1>", "</h1>"),
            BlockKind::Subhead => ("<h2 class=\"subhead\">", "</h2>"),
            BlockKind::Paragraph => ("<p>", "</p>"),
            BlockKind::Quiet => ("<p class=\"quiet\">", "</p>"),
            BlockKind::SignOff => ("<p class=\"quiet end\">", "</p>"),
        };
        if here.is_empty() {
            let _ = writeln!(self.out, "{open}{words}{close}");
            return;
        }
        let _ = writeln!(self.out, "<div class=\"row\">\n{open}{words}{close}");
        self.notes(&here);
        self.out.push_str("</div>\n");
    }

    /// The number of an attribution before its words.
    fn marker(&self, out: &mut String, attr: usize, tie: usize, first: bool) {
        let (number, shown) = (self.number, attr + 1);
        let id = if first { format!(" id=\"d{number}-t{shown}\"") } else { String::new() };
        let form = class(self.report.attributions[attr].form);
        let label = self.words.count("page.statement", shown);
        let _ = write!(out, "<a class=\"n {form} a{tie}\"{id} href=\"#d{number}-{shown}\" aria-label=\"{label}\">{shown}</a>");
    }

    /// Words with all that lies over them: the innermost form colours them, all attributions of the row can be told by their class.
    fn segment(&self, out: &mut String, text: &str, over: &[&Layer], here: &[Here]) {
        let content = over.iter().filter(|layer| layer.role == Role::Content);
        let innermost = content.clone().next_back().map(|layer| class(self.report.attributions[layer.attr].form));
        let mut classes = String::new();
        if let Some(form) = innermost {
            let _ = write!(classes, "say {form}");
            if content.count() > 1 {
                classes.push_str(" nested");
            }
        }
        for (tie, here) in (1..=TIED).zip(here) {
            let has = |role| over.iter().any(|layer| layer.attr == here.attr && layer.role == role);
            if has(Role::Content) {
                let _ = write!(classes, " m{tie}");
            } else if has(Role::Source) || has(Role::Cue) {
                let _ = write!(classes, " w{tie}");
            }
        }
        let is = |role| over.iter().any(|layer| layer.role == role);
        let tag = match (is(Role::Source), is(Role::Cue)) {
            (true, _) => "b",
            (false, true) => "i",
            _ if classes.is_empty() => return escape(out, text),
            _ => "span",
        };
        let role = match tag {
            "b" => "source ",
            "i" => "cue ",
            _ => "",
        };
        let _ = write!(out, "<{tag} class=\"{}\">", format!("{role}{classes}").trim());
        escape(out, text);
        let _ = write!(out, "</{tag}>");
    }

    /// The notes beside a row: in full for what begins in it, in short for what goes on.
    fn notes(&mut self, here: &[Here]) {
        let _ = writeln!(self.out, "<ul class=\"notes\" lang=\"{}\">", self.words.code());
        for (tie, &Here { attr, begins }) in (1..).zip(here) {
            if begins {
                self.note(attr, tie);
            } else {
                let form = class(self.report.attributions[attr].form);
                let (number, shown) = (self.number, attr + 1);
                let _ = writeln!(
                    self.out,
                    "<li class=\"note on {form} k{tie}\"><a class=\"n\" href=\"#d{number}-{shown}\">{shown}</a> {}</li>",
                    self.words.say("page.goes-on")
                );
            }
        }
        self.out.push_str("</ul>\n");
    }

    fn note(&mut self, at: usize, tie: usize) {
        let (attr, words, number, shown) = (&self.report.attributions[at], self.words, self.number, at + 1);
        let source = match attr.chain.first() {
            Some(origin) => format!("<strong>{}</strong>", self.link(origin)),
            None => format!("<span class=\"nameless\">{}</span>", words.say("not-named")),
        };
        // Who printed the article stands above it; here stand those between.
        let printed = attr.chain.iter().rev().take_while(|link| is_printer(link)).count();
        let way = attr.chain.get(1..attr.chain.len() - printed).unwrap_or_default();
        let form = class(attr.form);
        let _ = write!(self.out, "<li class=\"note {form} k{tie}\" id=\"d{number}-{shown}\">");
        if self.begun[at] {
            let label = words.count("page.back", shown);
            let _ = write!(self.out, "<a class=\"n\" href=\"#d{number}-t{shown}\" aria-label=\"{label}\">{shown}</a> ");
        } else {
            let _ = write!(self.out, "<span class=\"n\">{shown}</span> ");
        }
        let _ = write!(self.out, "<span class=\"who\">{source}</span> <span class=\"act\">");
        let unsure = attr.stance_is_unsure();
        for (index, stance) in attr.stance.iter().enumerate() {
            let between = if index > 0 { ", " } else { "" };
            let (weight, sure) = if unsure { ("unsure", "?") } else { (weight(*stance), "") };
            let _ = write!(self.out, "{between}<span class=\"stance {weight}\">{}{sure}</span>", words.stance(*stance));
        }
        self.out.push_str("</span>");
        if !way.is_empty() {
            self.out.push_str(" <span class=\"way\">");
            for link in way {
                let _ = write!(self.out, "<span class=\"arrow\">→</span> {} ", self.link(link));
            }
            self.out.push_str("</span>");
        }
        self.more(attr);
        self.out.push_str("</li>\n");
    }

    /// "Lena Brandt, Verkehrssenatorin"
    fn link(&self, link: &Source) -> String {
        let words = self.words;
        let name = self.index.name(link);
        if name.is_empty() {
            return format!("<span class=\"nameless\">{}</span>", words.say("not-named"));
        }
        let mut out = escaped(name);
        let role = self.index.entity(link).and_then(|entity| entity.role.as_deref()).filter(|role| !name.contains(role));
        if let Some(role) = role {
            let _ = write!(out, "<span class=\"role\">, {}</span>", escaped(role));
        }
        if matches!(link.naming, Naming::Anonymous | Naming::Implicit) {
            let _ = write!(out, " <span class=\"nameless\">{}</span>", words.naming(link.naming));
        }
        out
    }

    /// What is shown where one looks closer.
    fn more(&mut self, attr: &Attribution) {
        let words = self.words;
        let mut rows: Vec<(&'static str, String)> = Vec::new();
        let slices = |spans: &zufolge::report::Spans| {
            let pieces: Vec<String> = spans.iter().map(|&span| escaped(self.points.slice(span))).collect();
            pieces.join(" … ")
        };
        let mut form = words.form(attr.form).to_owned();
        if attr.mixed {
            let _ = write!(form, ", {}", words.say("page.partly-quoted"));
        }
        rows.push(("page.mode", join([form].into_iter().chain(attr.mode.names().map(|mode| words.mode(mode).to_owned())))));
        if !attr.addressee.is_empty() {
            rows.push(("page.to", slices(&attr.addressee)));
        }
        if let Some(said) = &attr.said_at {
            rows.push(("page.said-at", escaped(&said.value)));
        }
        if attr.factuality.certainty != Certainty::Unknown {
            rows.push(("page.certainty", words.certainty(attr.factuality.certainty).to_owned()));
        }
        if attr.factuality.polarity != Polarity::Unknown {
            rows.push(("page.polarity", words.polarity(attr.factuality.polarity).to_owned()));
        }
        if let Some(parent) = self.index.parent(attr) {
            rows.push(("page.within", format!("<a href=\"#d{}-{1}\">{1}</a>", self.number, parent + 1)));
        }
        if let Some(reason) = attr.chain.first().map(|link| &link.anonymity_reason).filter(|reason| !reason.is_empty()) {
            rows.push(("page.reason", slices(reason)));
        }
        if attr.chain.len() > 1 {
            let chain: Vec<String> = attr.chain.iter().map(|link| self.link(link)).collect();
            rows.push(("page.chain", chain.join(" → ")));
        }
        rows.push(("page.confidence", format!("{:.0} %", attr.confidence * 100.0)));
        if let Some(confidence) = attr.stance_confidence {
            rows.push(("page.stance-confidence", format!("{:.0} %", confidence * 100.0)));
        }
        rows.push(("page.evidence", escaped(&attr.evidence.join(", "))));
        self.out.push_str("<span class=\"more\">");
        for (key, value) in rows {
            let _ = write!(self.out, "<span><em>{}</em> {value}</span> ", words.say(key));
        }
        self.out.push_str("</span>");
    }

    /// Who is heard, in the order of their first words, with the numbers of what they say.
    fn sources(&mut self) {
        let mut found: Vec<(&Source, Vec<usize>)> = Vec::new();
        let mut known: HashMap<(Option<usize>, &str), usize> = HashMap::new();
        for (at, attr) in self.report.attributions.iter().enumerate() {
            let Some(origin) = attr.chain.first() else { continue };
            let key = (self.index.entity_at(origin), self.index.name(origin));
            let place = *known.entry(key).or_insert_with(|| {
                found.push((origin, Vec::new()));
                found.len() - 1
            });
            found[place].1.push(at);
        }
        if found.is_empty() {
            return;
        }
        let words = self.words;
        let _ = writeln!(self.out, "<section class=\"heard\" lang=\"{}\">\n<h2>{}</h2>\n<ul>", words.code(), words.say("page.sources"));
        for (origin, said) in found {
            let kind = self.index.entity(origin).map_or(origin.kind, |entity| entity.kind);
            let _ = write!(self.out, "<li><strong>{}</strong> <span class=\"kind\">{}</span>", self.link(origin), words.kind(kind));
            for at in said {
                let attr = &self.report.attributions[at];
                let stance = attr.stance.first().map_or("", |stance| words.stance(*stance));
                let sure = if attr.stance_is_unsure() { "?" } else { "" };
                let (number, shown) = (self.number, at + 1);
                let _ = write!(
                    self.out,
                    " <a class=\"did {}\" href=\"#d{number}-{shown}\"><span class=\"n\">{shown}</span> {stance}{sure}</a>",
                    class(attr.form)
                );
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n</section>\n");
    }

    /// What was odd in the text.
    fn remarks(&mut self) {
        if self.report.diagnostics.is_empty() {
            return;
        }
        let words = self.words;
        let _ =
            writeln!(self.out, "<section class=\"remarks\" lang=\"{}\">\n<h2>{}</h2>\n<ul>", words.code(), words.say("heading.remarks"));
        for remark in &self.report.diagnostics {
            let _ = write!(self.out, "<li><span lang=\"en\">{}</span>", escaped(&remark.message));
            if let Some(span) = remark.span {
                let words: String = self.points.slice(span).chars().take(60).collect();
                let _ = write!(self.out, " <span class=\"words\">{}</span>", escaped(&words));
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n</section>\n");
    }
}

/// True for the agency or outlet that printed the article, which the text itself need not name.
fn is_printer(link: &Source) -> bool {
    link.entity.is_none() && link.span.is_none() && link.naming == Naming::Named
}

/// "4. 11. 2025, 08:30" in German, ISO without the offset in English; what is no RFC 3339 date stays as it is.
fn date(published: &str, words: UiLanguage) -> String {
    let (day, time) = published.split_at_checked(10).unwrap_or((published, ""));
    let time = time.strip_prefix('T').and_then(|time| time.get(..5)).map(|time| format!(", {time}")).unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    match (parts.as_slice(), words) {
        ([year, month, day], UiLanguage::De) if [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) => {
            let short = |part: &str| part.trim_start_matches('0').to_owned();
            format!("{}.\u{a0}{}.\u{a0}{year}{time}", short(day), short(month))
        }
        ([_, _, _], UiLanguage::En) => format!("{day}{time}"),
        _ => published.to_owned(),
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// The class of a form, which the style sheet gives its colour.
fn class(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Indirect => "indirect",
        Form::IndirectFreeIndirect => "goes-on",
        Form::FreeIndirect => "free",
        Form::Reported => "reported",
    }
}

/// Whether a source stands for the content, against it or keeps out of it.
fn weight(stance: Stance) -> &'static str {
    match stance {
        Stance::Confirms | Stance::Admits | Stance::Promises | Stance::Praises => "for",
        Stance::Denies | Stance::Rejects | Stance::Doubts | Stance::Criticises | Stance::Accuses => "against",
        Stance::DeclinesComment | Stance::DoesNotConfirm | Stance::DoesNotDeny => "withheld",
        _ => "plain",
    }
}

/// A URL without what no URL may hold: such characters are given in percent.
fn href(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
