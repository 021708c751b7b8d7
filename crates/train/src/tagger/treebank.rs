//! Sentences with tags in CoNLL-U: Universal Dependencies treebanks, and silver ones in the same form.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use zufolge_model::tagger::word::punctuation;
use zufolge_model::tagger::{Case, Mood, Number, Pos};

/// What is known of a word; nothing where the treebank says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gold {
    /// Part of speech.
    pub pos: Option<Pos>,
    /// Case.
    pub case: Option<Case>,
    /// Number.
    pub number: Option<Number>,
    /// Mood.
    pub mood: Option<Mood>,
    /// Whether it is the head of a subject.
    pub subject: bool,
}

/// A tagged sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The words as written: `zum` is one.
    pub words: Vec<String>,
    /// As many as words.
    pub gold: Vec<Gold>,
}

/// Reads all sentences of a file.
///
/// # Errors
///
/// If the file cannot be read or a line has fewer than eight columns, with file and line.
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    parse(&text).with_context(|| format!("{}: no CoNLL-U", path.display()))
}

fn parse(text: &str) -> Result<Vec<Sentence>> {
    let (mut found, mut sentence) = (Vec::new(), Sentence::default());
    // PUD has tags like the Penn Treebank's in this column, some of which look the same and mean something else.
    let stuttgart = text.contains("\tVVFIN\t") || text.contains("\tVAFIN\t");
    // The last word of a contraction that is being read, its form already taken.
    let mut within = 0;
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() {
            if !sentence.words.is_empty() {
                found.push(std::mem::take(&mut sentence));
            }
            within = 0;
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, xpos, features, _, relation, ..] = cells.as_slice() else {
            bail!("line {}: fewer than eight columns", number + 1);
        };
        if let Some((_, last)) = id.split_once('-') {
            within = last.parse().with_context(|| format!("line {}: bad number of a word", number + 1))?;
            sentence.words.push(form.to_owned());
            sentence.gold.push(Gold { pos: Some(Pos::PrepositionArticle), ..Gold::default() });
        } else if id.parse::<usize>().is_ok_and(|id| id > within) {
            let mut gold = word(xpos, features, relation);
            if !stuttgart {
                gold.pos = universal(upos, xpos, lemma, gold.mood.is_some());
            }
            if let Some(mark) = punctuation(form) {
                gold.pos = Some(mark);
            }
            // The two tag sets of GSD disagree here; better no answer than one by chance.
            if upos == "PROPN" && gold.pos == Some(Pos::Noun) {
                gold.pos = None;
            }
            sentence.words.push(form.to_owned());
            sentence.gold.push(gold);
        } else if let Some(last) = sentence.gold.last_mut() {
            let inner = word(xpos, features, relation);
            last.case = last.case.or(inner.case);
        }
    }
    if !sentence.words.is_empty() {
        found.push(sentence);
    }
    Ok(found)
}

fn word(xpos: &str, features: &str, relation: &str) -> Gold {
    let feature = |name: &str| features.split('|').find_map(|feature| feature.strip_prefix(name)?.strip_prefix('='));
    Gold {
        pos: part_of_speech(xpos),
        case: feature("Case").and_then(Case::from_name),
        number: feature("Number").and_then(Number::from_name),
        mood: feature("Mood").map(|mood| if mood == "Sub" { Mood::Subjunctive } else { Mood::Indicative }),
        subject: matches!(relation, "nsubj" | "nsubj:pass"),
    }
}

/// Our part of speech for a tag of the Stuttgart-Tübingen tag set, in the variants of NEGRA and TIGER.
pub fn part_of_speech(tag: &str) -> Option<Pos> {
    Some(match tag {
        "PAV" | "PROP" => Pos::PronominalAdverb,
        "PWAT" => Pos::InterrogativePronoun,
        "PRELAT" => Pos::RelativePronoun,
        "PPOSS" => Pos::IndefinitePronoun,
        "PIDAT" => Pos::IndefiniteDeterminer,
        "VVIMP" => Pos::FiniteVerb,
        "VAIMP" => Pos::FiniteAuxiliary,
        "VMPP" => Pos::ModalInfinitive,
        "APZR" => Pos::Postposition,
        "PTKANT" => Pos::Particle,
        "FM" | "ITJ" | "XY" => Pos::Other,
        "$[" => Pos::Mark,
        other => return Pos::from_name(other),
    })
}

/// Our part of speech where the universal one leaves no choice.
fn universal(upos: &str, xpos: &str, lemma: &str, finite: bool) -> Option<Pos> {
    match upos {
        "NOUN" => Some(Pos::Noun),
        "PROPN" => Some(Pos::ProperNoun),
        "PRON" if xpos == "REL" => Some(Pos::RelativePronoun),
        "VERB" if finite && !matches!(lemma, "haben" | "sein" | "werden") => Some(Pos::FiniteVerb),
        "AUX" if finite && matches!(lemma, "haben" | "sein" | "werden") => Some(Pos::FiniteAuxiliary),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use zufolge_model::tagger::{Case, Mood, Number, Pos};

    #[test]
    fn contractions_are_one_word() {
        let text = "# text = Er sei am Zug.\n1\tEr\ter\tPRON\tPPER\tCase=Nom|Number=Sing\t5\tnsubj\t_\t_\n\
                    2\tsei\tsein\tAUX\tVAFIN\tMood=Sub|Number=Sing\t5\tcop\t_\t_\n3-4\tam\t_\t_\t_\t_\t_\t_\t_\t_\n\
                    3\tan\tan\tADP\tAPPR\t_\t5\tcase\t_\t_\n4\tdem\tder\tDET\tART\tCase=Dat\t5\tdet\t_\t_\n\
                    5\tZug\tZug\tNOUN\tNN\tCase=Dat|Number=Sing\t0\troot\t_\t_\n6\t.\t.\tPUNCT\tXX\t_\t5\tpunct\t_\t_\n\n";
        let sentences = parse(text).expect("CoNLL-U");
        assert_eq!(sentences.len(), 1);
        assert_eq!(sentences[0].words, ["Er", "sei", "am", "Zug", "."]);
        let gold = &sentences[0].gold;
        assert!(gold[0].subject && gold[0].case == Some(Case::Nominative) && gold[0].number == Some(Number::Singular));
        assert_eq!((gold[1].pos, gold[1].mood), (Some(Pos::FiniteAuxiliary), Some(Mood::Subjunctive)));
        assert_eq!((gold[2].pos, gold[2].case), (Some(Pos::PrepositionArticle), Some(Case::Dative)));
        assert_eq!(gold[4].pos, Some(Pos::Terminal));
    }

    #[test]
    fn tags_of_another_set_are_not_taken_for_ours() {
        let text = "1\tManche\tmanch\tDET\tNN\t_\t2\tdet\t_\t_\n2\tZüge\tZug\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n\
                    3\tkommen\tkommen\tVERB\tVBC\tMood=Ind\t0\troot\t_\t_\n";
        let gold = &parse(text).expect("CoNLL-U")[0].gold;
        assert_eq!([gold[0].pos, gold[1].pos, gold[2].pos], [None, Some(Pos::Noun), Some(Pos::FiniteVerb)]);
    }

    #[test]
    fn a_short_line_is_named() {
        assert_eq!(parse("1\tEr\n").expect_err("short").to_string(), "line 1: fewer than eight columns");
    }
}
