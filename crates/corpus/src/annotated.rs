//! What a reader yields: a document to predict on, and its annotations apart from it.

use zufolge::attribution::{Form, Mode, Role};
use zufolge::document::{Document, Orthography, Token};
use zufolge::{Attribution, Span};

/// One document of a corpus with everything a prediction may see, and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    /// The document's name, unique in its file.
    pub name: String,
    /// The text as the corpus gives it (not cleaned), or rebuilt where the corpus has tokens only.
    pub text: String,
    /// The corpus's own tokens, in order.
    pub tokens: Vec<Token>,
    /// The corpus's own sentences, in order, together covering all tokens.
    pub sentences: Vec<Span<Token>>,
}

impl Sample {
    /// The text that a run of tokens covers, verbatim.
    #[must_use]
    pub fn slice(&self, tokens: Span<Token>) -> &str {
        match self.tokens.get(tokens.range()) {
            Some([first, .., last]) => &self.text[first.span.start as usize..last.span.end as usize],
            Some([only]) => &self.text[only.span.range()],
            _ => "",
        }
    }

    /// The sample as a document, in the corpus's own tokens and sentences.
    #[must_use]
    pub fn read(&self, orthography: &Orthography) -> Document {
        orthography.read_tokenised(self.text.clone(), self.tokens.clone(), &self.sentences)
    }
}

/// One document of a corpus: the [`Sample`] to predict on, and the annotations to measure against.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotated {
    /// What a prediction may see.
    pub sample: Sample,
    /// What it must not see, in the corpus's order.
    pub annotations: Vec<Annotation>,
    /// Where the document stands in its file, counted from 1.
    pub line: usize,
}

/// One attribution as a corpus notes it, or a predicted one brought into the same shape.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotation {
    /// The corpus's id, unique in its document.
    pub id: usize,
    /// How the content is given; `None` where the corpus does not say.
    pub form: Option<Form>,
    /// By what means; `None` where the corpus does not say, no mode at all where it says "none".
    pub mode: Option<Mode>,
    /// What is conveyed.
    pub content: Role,
    /// The words that signal the attribution.
    pub cue: Role,
    /// The words that name who conveys.
    pub source: Role,
    /// To whom.
    pub addressee: Role,
    /// The reporting clause.
    pub frame: Role,
    /// True if it lies in another one's content.
    pub is_nested: bool,
    /// True if another one lies in its content.
    pub has_nested: bool,
    /// Roles this project does not predict, by the corpus's own names.
    pub other: Vec<(&'static str, Role)>,
    /// What found it, for predicted ones: the first piece of evidence.
    pub rule: Option<&'static str>,
}

/// The five roles that are scored, in the order in which scores are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the annotation guide's own")]
pub enum Part {
    Content,
    Addressee,
    Cue,
    Frame,
    Source,
}

impl Part {
    /// All five.
    pub const ALL: [Part; 5] = [Part::Content, Part::Addressee, Part::Cue, Part::Frame, Part::Source];

    /// The annotation guide's name: `"content"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Content => "content",
            Part::Addressee => "addressee",
            Part::Cue => "cue",
            Part::Frame => "frame",
            Part::Source => "source",
        }
    }
}

impl Annotation {
    /// The token spans of one role: in order, merged where they touch.
    #[must_use]
    pub fn role(&self, part: Part) -> &Role {
        match part {
            Part::Content => &self.content,
            Part::Addressee => &self.addressee,
            Part::Cue => &self.cue,
            Part::Frame => &self.frame,
            Part::Source => &self.source,
        }
    }

    /// The attributions an engine found in one document, in the shape of annotations; ids are their places in the list.
    #[must_use]
    pub fn from_attributions(attributions: &[Attribution]) -> Vec<Annotation> {
        let tidy = |role: &Role| role_of(role.iter().flat_map(|span| span.start..span.end));
        let mut annotations: Vec<Annotation> = attributions
            .iter()
            .enumerate()
            .map(|(id, attr)| Annotation {
                id,
                form: Some(attr.form),
                mode: Some(attr.mode),
                content: tidy(&attr.content),
                cue: tidy(&attr.cue),
                source: tidy(&attr.source),
                addressee: tidy(&attr.addressee),
                frame: tidy(&attr.frame),
                is_nested: attr.parent.is_some(),
                has_nested: false,
                other: Vec::new(),
                rule: attr.evidence.first().copied(),
            })
            .collect();
        for parent in attributions.iter().filter_map(|attr| attr.parent) {
            if let Some(annotation) = annotations.get_mut(parent) {
                annotation.has_nested = true;
            }
        }
        annotations
    }
}

/// The role that holds the given tokens, in whatever order and however often they are named.
#[must_use]
pub fn role_of(tokens: impl IntoIterator<Item = u32>) -> Role {
    let mut tokens: Vec<u32> = tokens.into_iter().collect();
    if !tokens.is_sorted() {
        tokens.sort_unstable();
    }
    let mut role = Role::new();
    for token in tokens {
        match role.last_mut() {
            Some(last) if token < last.end => {}
            Some(last) if token == last.end => last.end += 1,
            _ => role.push(Span::new(token as usize, token as usize + 1)),
        }
    }
    role
}
