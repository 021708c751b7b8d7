//! The file of a model.
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | [`MAGIC`], its last byte the version |
//! | 8 | [`Linguistics::fingerprint`] of the lists it was fitted on |
//! | 40 | how good candidates must be: for each form an outer and an inner one, f32 |
//! | 4, 8 n | the calibration: number of points, then raw and true probability of each, f32, raw ones rising |
//! | … | six fields: outer, inner, worth, roles, mode, sure |
//! | 8 | the hash of all bytes before |
//!
//! | bytes of a field | what |
//! |---|---|
//! | 1 | number of labels, l, at most 16 |
//! | 4 · contexts · l² | transition weights, f32: by context, label before, label behind |
//! | 4 | the unit of the feature weights, f32 |
//! | 1 | how many bytes a weight has, w: 1 as used, 2 as learned |
//! | 4, p | number of [pilots](crate::table::Table), these |
//! | 4 | number of slots, n |
//! | 2 n | the mark of each slot |
//! | w l n | the weights of each slot in units, i8 or i16: one for each label |
//!
//! Nothing may follow.

use crate::crf::{Crf, LANES, Row};
use crate::features::{Context, Linguistics};
use crate::hash;
use crate::predictor::{Calibration, Model};
use crate::table::Table;
use std::fmt;

/// How the file of a model begins.
pub const MAGIC: [u8; 8] = *b"ZUFMODL\x03";

/// Why bytes are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormatError {
    /// The first bytes are not [`MAGIC`].
    NoModel,
    /// Made by another version of the program.
    Version(u8),
    /// The bytes end too early, go on too long, or were changed.
    Damaged,
    /// Fitted on other word lists: what it learned of them does not hold.
    OtherLists,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormatError::NoModel => f.write_str("this is no model file"),
            FormatError::Version(version) => {
                write!(f, "version {version} of the model format, this program reads version {}; train the model again", MAGIC[7])
            }
            FormatError::Damaged => f.write_str("the model file is damaged; get or train it again"),
            FormatError::OtherLists => f.write_str("the model was trained with other word classes than this program has; train it again"),
        }
    }
}

impl std::error::Error for FormatError {}

impl Model {
    /// Reads a model's file.
    ///
    /// # Errors
    /// If the bytes do not follow the [layout](self), or the model does not fit `linguistics`.
    pub fn from_bytes(bytes: &[u8], linguistics: &Linguistics) -> Result<Model, FormatError> {
        let mut rest = Bytes(bytes);
        let magic = rest.take(8).map_err(|_| FormatError::NoModel)?;
        if magic[..7] != MAGIC[..7] {
            return Err(FormatError::NoModel);
        }
        if magic[7] != MAGIC[7] {
            return Err(FormatError::Version(magic[7]));
        }
        let (before, sum) = bytes.split_last_chunk::<8>().ok_or(FormatError::Damaged)?;
        if hash::bytes(before) != u64::from_le_bytes(*sum) {
            return Err(FormatError::Damaged);
        }
        rest.0 = rest.0.strip_suffix(sum).ok_or(FormatError::Damaged)?;
        if rest.number::<8>().map(u64::from_le_bytes)? != linguistics.fingerprint() {
            return Err(FormatError::OtherLists);
        }
        let mut least = [[0.0; 2]; 5];
        for value in least.iter_mut().flatten() {
            *value = rest.float()?;
        }
        let points = rest.count(8)?;
        let points = (0..points).map(|_| Ok((rest.float()?, rest.float()?))).collect::<Result<_, FormatError>>()?;
        let calibration = Calibration { points };
        let mut field = || rest.field();
        let (outer, inner, worth, roles, mode, sure) = (field()?, field()?, field()?, field()?, field()?, field()?);
        if !rest.0.is_empty() {
            return Err(FormatError::Damaged);
        }
        Ok(Model { outer, inner, worth, roles, mode, sure, least, calibration })
    }

    /// The model's file.
    #[must_use]
    pub fn to_bytes(&self, linguistics: &Linguistics) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(linguistics.fingerprint().to_le_bytes());
        bytes.extend(self.least.iter().flatten().flat_map(|value| value.to_le_bytes()));
        bytes.extend((self.calibration.points.len() as u32).to_le_bytes());
        bytes.extend(self.calibration.points.iter().flat_map(|(raw, true_one)| [raw.to_le_bytes(), true_one.to_le_bytes()].concat()));
        for field in [&self.outer, &self.inner, &self.worth, &self.roles, &self.mode, &self.sure] {
            write(field, &mut bytes);
        }
        let sum = hash::bytes(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }
}

/// Appends a field in the layout of model files.
pub fn write(field: &Crf, bytes: &mut Vec<u8>) {
    bytes.push(field.labels as u8);
    for context in 0..Context::COUNT {
        for before in 0..field.labels {
            bytes.extend(field.transitions[context * LANES + before][..field.labels].iter().flat_map(|weight| weight.to_le_bytes()));
        }
    }
    let table = &field.table;
    let (rows, rounded) = table.rows();
    bytes.extend(table.unit.to_le_bytes());
    bytes.push(if rounded { 1 } else { 2 });
    bytes.extend((table.pilots.len() as u32).to_le_bytes());
    bytes.extend(&table.pilots);
    bytes.extend((table.marks.len() as u32).to_le_bytes());
    bytes.extend(table.marks.iter().flat_map(|mark| mark.to_le_bytes()));
    let weights = rows.iter().flat_map(|row| &row[..field.labels]);
    if rounded {
        bytes.extend(weights.map(|weight| *weight as u8));
    } else {
        bytes.extend(weights.flat_map(|weight| weight.to_le_bytes()));
    }
}

/// Reads one field that [`write()`] wrote, and nothing else.
///
/// # Errors
/// If the bytes are not one field.
pub fn read(bytes: &[u8]) -> Result<Crf, FormatError> {
    let mut rest = Bytes(bytes);
    let field = rest.field()?;
    if rest.0.is_empty() { Ok(field) } else { Err(FormatError::Damaged) }
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], FormatError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(FormatError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], FormatError> {
        self.take(N)?.try_into().map_err(|_| FormatError::Damaged)
    }

    fn float(&mut self) -> Result<f32, FormatError> {
        let value = f32::from_le_bytes(self.number()?);
        if value.is_finite() { Ok(value) } else { Err(FormatError::Damaged) }
    }

    /// A number of things of so many bytes each, no more of them than there are bytes left.
    fn count(&mut self, bytes: usize) -> Result<usize, FormatError> {
        let count = u32::from_le_bytes(self.number()?) as usize;
        if count <= self.0.len() / bytes { Ok(count) } else { Err(FormatError::Damaged) }
    }

    fn field(&mut self) -> Result<Crf, FormatError> {
        let labels = usize::from(self.take(1)?[0]);
        if labels == 0 || labels > LANES {
            return Err(FormatError::Damaged);
        }
        let mut transitions: Vec<Row> = vec![[0.0; LANES]; Context::COUNT * LANES];
        for context in 0..Context::COUNT {
            for before in 0..labels {
                for weight in &mut transitions[context * LANES + before][..labels] {
                    *weight = self.float()?;
                }
            }
        }
        let unit = self.float()?;
        let width = usize::from(self.take(1)?[0]);
        let pilots = self.count(1)?;
        let pilots = self.take(pilots)?.to_vec();
        let count = self.count(2 + labels)?;
        let marks = self.take(2 * count)?.chunks_exact(2).map(|mark| u16::from_le_bytes([mark[0], mark[1]])).collect();
        let table = match width {
            1 => {
                let rows = self.take(labels * count)?.chunks_exact(labels).map(|weights| {
                    let mut row = [0; LANES];
                    row.iter_mut().zip(weights).for_each(|(lane, weight)| *lane = i8::from_le_bytes([*weight]));
                    row
                });
                Table::used(labels, pilots, marks, rows, unit)
            }
            2 => {
                let rows = self.take(2 * labels * count)?.chunks_exact(2 * labels).map(|weights| {
                    let mut row = [0; LANES];
                    row.iter_mut()
                        .zip(weights.chunks_exact(2))
                        .for_each(|(lane, weight)| *lane = i16::from_le_bytes([weight[0], weight[1]]));
                    row
                });
                Table::learned(pilots, marks, rows.collect(), unit)
            }
            _ => None,
        };
        let table = table.ok_or(FormatError::Damaged)?;
        Ok(Crf::new(labels, transitions, table))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
