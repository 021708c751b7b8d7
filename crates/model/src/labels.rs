//! The labels of the fields, and the way between label sequences and spans.

use crate::features::Facts;
use zufolge::Span;
use zufolge::attribution::{Form, Role};

/// Labels of tokens in the fields that find contents: what the token is outside of contents, or which form's content it begins or goes on.
pub mod content {
    /// How many there are.
    pub const COUNT: usize = 15;
    /// Nothing.
    pub const NONE: u8 = 0;
    /// Outside of contents: a cue.
    pub const CUE: u8 = 1;
    /// A source in a frame.
    pub const SOURCE: u8 = 2;
    /// An addressee in a frame.
    pub const ADDRESSEE: u8 = 3;
    /// Another word of a frame.
    pub const FRAME: u8 = 4;
    /// The first label of contents: begin and inside of each form, in the order of [`super::FORMS`].
    pub const FIRST: u8 = 5;
}

/// Labels of tokens in the field that finds the roles of one content.
pub mod role {
    /// How many there are.
    pub const COUNT: usize = 6;
    /// Nothing.
    pub const NONE: u8 = 0;
    /// In the frame, and none of the others.
    pub const FRAME: u8 = 1;
    /// Part of the cue.
    pub const CUE: u8 = 2;
    /// Part of the source, in the frame.
    pub const SOURCE: u8 = 3;
    /// Part of the addressee.
    pub const ADDRESSEE: u8 = 4;
    /// Part of the source, apart from the frame or where there is none.
    pub const SOURCE_APART: u8 = 5;
}

/// The forms in the order of their labels.
pub const FORMS: [Form; 5] = [Form::Direct, Form::Indirect, Form::IndirectFreeIndirect, Form::FreeIndirect, Form::Reported];

/// Label of a token of a content of this form.
#[must_use]
pub fn of_content(form: Form, begins: bool) -> u8 {
    content::FIRST + 2 * crate::features::form_number(form) + u8::from(!begins)
}

/// A content as a label sequence tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its form.
    pub form: Form,
    /// Where it stands.
    pub content: Role,
}

/// The contents in a label sequence over the tokens from `from` on.
///
/// A content goes on behind a gap in its sentence, or behind a gap that is all frame; an inside label with nothing to go on begins one.
#[must_use]
pub fn contents(facts: &Facts<'_>, from: usize, labels: &[u8]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut open: Option<usize> = None;
    for (offset, label) in labels.iter().enumerate() {
        let at = from + offset;
        let Some(number) = label.checked_sub(content::FIRST) else { continue };
        let form = FORMS[usize::from(number / 2)];
        let goes_on = number % 2 == 1
            && open.is_some_and(|open| {
                let last = &found[open];
                let end = last.content[last.content.len() - 1].end as usize;
                last.form == form
                    && (end == at
                        || facts.sentence_of(end - 1) == facts.sentence_of(at)
                        || labels[end - from..offset].iter().all(|label| (content::CUE..=content::FRAME).contains(label)))
            });
        if goes_on && let Some(last) = open.map(|open| &mut found[open].content) {
            let end = last.len() - 1;
            if last[end].end as usize == at {
                last[end].end += 1;
            } else {
                last.push(Span::new(at, at + 1));
            }
        } else {
            open = Some(found.len());
            found.push(Found { form, content: vec![Span::new(at, at + 1)] });
        }
    }
    // "…; Ergebnisse seien im Herbst zu erwarten": no content begins with what parts it from what stands before.
    for first in found.iter_mut().map(|found| &mut found.content[0]) {
        while first.len() > 1 && matches!(facts.analysis.tokens[first.start as usize].mark, ',' | ';' | ':') {
            first.start += 1;
        }
    }
    // "Der Konzern streicht laut „Tagespost“ 300 Stellen, | was ein Sprecher bestritt": nor does one end so.
    for last in found.iter_mut().filter(|found| found.form == Form::Indirect).filter_map(|found| found.content.last_mut()) {
        while last.len() > 1 && facts.analysis.tokens[last.end as usize - 1].mark == ',' {
            last.end -= 1;
        }
    }
    found
}

/// The roles of one content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// The words that signal it.
    pub cue: Role,
    /// Who conveys it.
    pub source: Role,
    /// To whom.
    pub addressee: Role,
    /// The clause around them.
    pub frame: Role,
}

impl Roles {
    /// The roles in a label sequence over the given tokens.
    #[must_use]
    pub fn of_labels(tokens: &[usize], labels: &[u8]) -> Roles {
        let mut roles = Roles::default();
        for (&at, label) in tokens.iter().zip(labels) {
            let framed = |roles: &mut Roles| put(&mut roles.frame, at);
            match *label {
                role::FRAME => framed(&mut roles),
                role::CUE => {
                    put(&mut roles.cue, at);
                    framed(&mut roles);
                }
                role::SOURCE => {
                    put(&mut roles.source, at);
                    framed(&mut roles);
                }
                role::ADDRESSEE => {
                    put(&mut roles.addressee, at);
                    framed(&mut roles);
                }
                role::SOURCE_APART => put(&mut roles.source, at),
                _ => {}
            }
        }
        roles
    }
}

impl Roles {
    /// The roles as the form allows them: what goes on has neither cue nor frame, and a told act has its cue in its content and no frame.
    #[must_use]
    pub fn of_form(mut self, form: Form, content: &Role) -> Roles {
        match form {
            Form::Direct | Form::Indirect => {}
            Form::IndirectFreeIndirect | Form::FreeIndirect => {
                (self.cue, self.addressee, self.frame) = (Role::new(), Role::new(), Role::new());
            }
            Form::Reported => {
                self.frame = Role::new();
                for role in [&mut self.cue, &mut self.addressee] {
                    role.retain(|span| content.iter().any(|whole| whole.covers(*span)));
                }
            }
        }
        self
    }
}

/// Adds a token to a role, behind all that is in it.
fn put(role: &mut Role, at: usize) {
    match role.last_mut() {
        Some(last) if last.end as usize == at => last.end += 1,
        _ => role.push(Span::new(at, at + 1)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
