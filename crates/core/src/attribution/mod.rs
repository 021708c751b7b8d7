//! Stage 3 of 5: document → attributions: somebody conveys some content.

pub mod rules;
mod stance;

pub use stance::Stance;

use self::rules::{Parse, WordLists};
use crate::document::{Document, Token};
use crate::span::Span;

/// How the content is given (annotation guide, "Form").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// Verbatim in quotation marks.
    Direct,
    /// A subordinate clause, Konjunktiv or infinitive under a cue or an attributing preposition.
    Indirect,
    /// A Konjunktiv main clause that goes on with no cue of its own.
    IndirectFreeIndirect,
    /// An indicative main clause that still carries the source's voice.
    FreeIndirect,
    /// The speech act is told, not its wording.
    Reported,
}

impl Form {
    /// The contract's name: `"indirect_free_indirect"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Direct => "direct",
            Form::Indirect => "indirect",
            Form::IndirectFreeIndirect => "indirect_free_indirect",
            Form::FreeIndirect => "free_indirect",
            Form::Reported => "reported",
        }
    }
}

/// By what means the content is conveyed; more than one where the text leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Mode {
    /// Said.
    pub speech: bool,
    /// Written.
    pub writing: bool,
    /// Thought, believed, hoped.
    pub thought: bool,
}

impl Mode {
    /// Said.
    pub const SPEECH: Mode = Mode { speech: true, writing: false, thought: false };
    /// Written.
    pub const WRITING: Mode = Mode { speech: false, writing: true, thought: false };
    /// Thought.
    pub const THOUGHT: Mode = Mode { speech: false, writing: false, thought: true };
    /// Said or written.
    pub const SPEECH_WRITING: Mode = Mode { speech: true, writing: true, thought: false };
    /// Said or thought.
    pub const SPEECH_THOUGHT: Mode = Mode { speech: true, writing: false, thought: true };

    /// The contract's names, in its order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        [(self.speech, "speech"), (self.writing, "writing"), (self.thought, "thought")]
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, name)| name)
    }
}

/// A role: token spans in order, not overlapping; empty where the text has none.
pub type Role = Vec<Span<Token>>;

/// One attribution: somebody conveys some content.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// How the content is given.
    pub form: Form,
    /// True if indirect or reported content is partly quoted.
    pub mixed: bool,
    /// By what means.
    pub mode: Mode,
    /// What is conveyed; never empty.
    pub content: Role,
    /// The words that signal the attribution.
    pub cue: Role,
    /// The words that name who conveys.
    pub source: Role,
    /// To whom.
    pub addressee: Role,
    /// The reporting clause around cue, source and addressee.
    pub frame: Role,
    /// Index, in the same list, of the attribution whose content holds this one.
    pub parent: Option<usize>,
    /// What the source does with the content.
    pub stance: Vec<Stance>,
    /// How sure the engine is of content and source, 0 to 1. Not how sure the source is.
    pub confidence: f32,
    /// Names of the rules or the model that found it; never empty.
    pub evidence: Vec<&'static str>,
}

/// True if a content that is not direct is partly quoted.
#[must_use]
pub fn is_mixed(doc: &Document, form: Form, content: &Role) -> bool {
    let partly = |span: &Span<Token>| doc.quotations_in(*span).any(|quotation| quotation.len() < span.len());
    form != Form::Direct && content.iter().any(partly)
}

/// Finds attributions in a document. The rules are one engine; a trained predictor is another.
pub trait Engine: Send + Sync {
    /// Name as given to `--engine`, and reported as `generator.model`.
    fn name(&self) -> &str;

    /// All attributions of the document, in the order of their content; a parent stands before its children.
    fn attributions(&self, doc: &Document) -> Vec<Attribution>;

    /// As [`Engine::attributions`], with what was read on the way by [`Engine::word_lists`], for later stages to share.
    fn read(&self, doc: &Document) -> (Vec<Attribution>, Option<Parse>) {
        (self.attributions(doc), None)
    }

    /// The compiled word lists it goes by, of the pipeline's language, for later stages to share.
    fn word_lists(&self) -> Option<WordLists> {
        None
    }

    /// The attributions of the headlines, in the same order: `heads` has nothing but the headlines as running text, `found` is what the
    /// engine found in the text below, `doc`. None, unless the engine knows headlines.
    fn headlines(&self, heads: &Document, doc: &Document, found: &[Attribution]) -> Vec<Attribution> {
        let _ = (heads, doc, found);
        Vec::new()
    }
}

/// The parent of the attribution at `index`. A parent stands before its child; anything else would be a ring and is no parent.
pub(crate) fn parent(attributions: &[Attribution], index: usize) -> Option<usize> {
    attributions[index].parent.filter(|&parent| parent < index)
}
