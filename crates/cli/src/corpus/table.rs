//! The statistics of our own corpus beside those of another.

use anstyle::Style;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use zufolge::attribution::{Form, Stance};
use zufolge_corpus::statistics::{LabelCounts, Profile, Statistics};

/// Wide enough for the longest name.
const NAME: usize = 38;

/// For a terminal: what any corpus has, ours and Wikinews side by side; then what only ours has.
pub(super) fn text(ours: &Statistics, other: Option<&Profile>) -> String {
    let bold = Style::new().bold();
    let mut out = format!("{bold}{:NAME$} {:>9} {:>9}{bold:#}\n", "", "ours", if other.is_some() { "Wikinews" } else { "" });
    let mut row = |name: &str, value: &dyn Fn(&Profile) -> String| {
        let other = other.map(value).unwrap_or_default();
        let line = format!("{name:NAME$} {:>9} {other:>9}", value(&ours.profile));
        let _ = writeln!(out, "{}", line.trim_end());
    };
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    row("articles", &|profile| profile.articles.to_string());
    row("words", &|profile| profile.words.to_string());
    row("attributions", &|profile| profile.attributions.to_string());
    row("attributions to 100 words", &|profile| format!("{:.2}", profile.per_hundred_words));
    for form in Form::ALL {
        row(form.name(), &|profile| percent(profile.forms.get(form.name()).copied().unwrap_or_default()));
    }
    let mut modes: Vec<&String> = ours.profile.modes.keys().chain(other.into_iter().flat_map(|other| other.modes.keys())).collect();
    modes.sort_unstable();
    modes.dedup();
    for mode in modes {
        row(&format!("mode {mode}"), &|profile| percent(profile.modes.get(mode).copied().unwrap_or_default()));
    }
    row("nested", &|profile| percent(profile.nested));
    row("content in several pieces", &|profile| percent(profile.discontinuous));
    row("tokens of content: mean", &|profile| format!("{:.1}", profile.content_mean));
    row("  median", &|profile| profile.content_median.to_string());
    row("  one in ten has more than", &|profile| profile.content_tenth.to_string());
    row("with words for the source", &|profile| percent(profile.sourced));
    row("  of these, pronouns", &|profile| percent(profile.pronoun_sources));
    for (third, name) in ["  in the sentence's first third", "  in its middle", "  in its last third"].iter().enumerate() {
        row(name, &|profile| percent(profile.source_thirds[third]));
    }
    row("with an addressee", &|profile| percent(profile.addressed));
    row("cue lemmas (verbs, nouns)", &|profile| profile.cue_lemmas.to_string());
    row("  share of the ten most common", &|profile| percent(profile.top_ten_cues));
    row("attributing prepositions and adverbs", &|profile| profile.patterns.to_string());
    labels(&mut out, &ours.labels);
    out
}

fn labels(out: &mut String, labels: &LabelCounts) {
    let percent = |part: usize| format!("{part} ({:.1} %)", 100.0 * part as f64 / labels.attributions.max(1) as f64);
    let _ = writeln!(out);
    let outlets = labels.outlets.len();
    let _ = writeln!(
        out,
        "{} in {} articles; {outlets} outlets",
        format_args!("{} stories", labels.stories.len()),
        labels.stories.values().sum::<usize>()
    );
    let _ = writeln!(out, "genres: {}", list(labels.genres.iter().map(|(genre, count)| (genre.name(), *count))));
    let _ = writeln!(out, "styles: {}", list(labels.styles.iter().map(|(style, count)| (style.name(), *count))));
    let _ = writeln!(out, "kinds: {}", list(labels.varieties.iter().map(|(kind, count)| (kind.name(), *count))));
    let stances = Stance::ALL.iter().map(|stance| (stance.name(), labels.stances.get(stance).copied().unwrap_or_default()));
    let _ = writeln!(out, "stances: {}", list(stances));
    for (name, counts) in [
        ("origins by naming", &labels.namings),
        ("origins by kind", &labels.kinds),
        ("certainty", &labels.certainties),
        ("polarity", &labels.polarities),
    ] {
        let counts: BTreeMap<&String, String> = counts.iter().map(|(name, count)| (name, percent(*count))).collect();
        let _ = writeln!(out, "{name}: {}", list(counts));
    }
    let _ = writeln!(out, "chains of several links: {}", percent(labels.multi_link));
    let _ = writeln!(out, "partly quoted: {}", percent(labels.mixed));
    let _ = writeln!(out, "said at a time that is named: {}", percent(labels.said_at));
    let LabelCounts { entities, mentions, times, imbalances, .. } = labels;
    let _ = writeln!(out, "{entities} entities, {mentions} mentions, {times} times, {imbalances} places with marks out of balance");
}

fn list<N: Display, C: Display>(items: impl IntoIterator<Item = (N, C)>) -> String {
    let items: Vec<String> = items.into_iter().map(|(name, count)| format!("{name} {count}")).collect();
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
}
