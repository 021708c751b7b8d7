//! A tagger of German words: part of speech, and the morphology that tells who speaks.
//!
//! Two passes over a sentence, both greedy from left to right with linear weights of hashed features: [`words`] gives each word its part of
//! speech, [`phrases`] finds noun phrases and gives them case, number and whether they are a subject, and verbs their mood. Training
//! (`zufolge-train`) runs the same passes with a [`Decider`] that learns. [`mod@format`] describes the file.

pub mod format;
pub mod lexicon;
pub mod phrases;
mod tag;
pub mod weights;
pub mod word;
pub mod words;

pub use format::FormatError;
pub use lexicon::Lexicon;
pub use tag::{Case, Mood, Number, Pos, Tag};

use weights::{Decider, Table, Task};
use word::Word;

/// A trained tagger.
#[derive(Debug, Clone)]
pub struct Tagger {
    lexicon: Lexicon,
    first: Table,
    second: Table,
}

/// Room for one sentence, to be kept from one to the next.
#[derive(Debug, Default)]
pub struct Workspace {
    words: Vec<Word>,
    pos: Vec<Pos>,
    room: phrases::Room,
}

impl Tagger {
    /// From its lexicon and the weights of both passes.
    pub const fn new(lexicon: Lexicon, first: Table, second: Table) -> Tagger {
        Tagger { lexicon, first, second }
    }

    /// Reads a tagger's file.
    ///
    /// # Errors
    ///
    /// If the bytes do not follow the [layout](mod@format).
    pub fn from_bytes(bytes: &[u8]) -> Result<Tagger, FormatError> {
        let (lexicon, first, second) = format::read(bytes)?;
        Ok(Tagger { lexicon, first, second })
    }

    /// The tagger's file.
    pub fn to_bytes(&self) -> Vec<u8> {
        format::write(&self.lexicon, &self.first, &self.second)
    }

    /// Tags the words of one sentence, marks included.
    pub fn tag(&self, words: &[&str]) -> Vec<Tag> {
        let mut tags = Vec::new();
        self.tag_into(words.iter().copied(), &mut Workspace::default(), &mut tags);
        tags
    }

    /// As [`tag`](Tagger::tag), in room that is kept; what `tags` held is dropped.
    pub fn tag_into<'a>(&self, texts: impl IntoIterator<Item = &'a str>, space: &mut Workspace, tags: &mut Vec<Tag>) {
        words::look(texts, &self.lexicon, &mut space.words);
        let mut decider = Best(self);
        words::tag(&space.words, &mut decider, &mut space.pos);
        phrases::tag(&space.words, &space.pos, &mut decider, &mut space.room, tags);
    }
}

struct Best<'a>(&'a Tagger);

impl Decider for Best<'_> {
    fn decide(&mut self, task: Task, _at: usize, features: &[u32], labels: u64) -> u32 {
        let table = if task == Task::Pos { &self.0.first } else { &self.0.second };
        table.best(features, labels)
    }
}
