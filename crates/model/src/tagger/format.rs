//! The tagger's file.
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | [`MAGIC`], its last byte the version |
//! | 2 | binary logarithms of the sizes of the two tables of weights, first and second pass: 6 to 28 |
//! | 2 | number of sets of parts of speech, s |
//! | 4 | number of entries of the lexicon, n |
//! | 8 s | the sets, bit p for the part of speech of number p; the first one is empty |
//! | 4 n | the keys of the lexicon, rising: the upper halves of the forms' hashes |
//! | 4 n | for each key the number of its set and its word cluster, 2 bytes each |
//! | 2^a + 2^b | the weights, one byte each, signed |
//!
//! Nothing may follow.

use super::lexicon::{Entry, Lexicon};
use super::weights::Table;
use std::fmt;

/// How a file of the tagger begins.
pub const MAGIC: [u8; 8] = *b"ZUFTAGR\x01";

/// Why bytes are no tagger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatError(pub(crate) &'static str);

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for FormatError {}

const CUT: FormatError = FormatError("the file ends too early");

/// Reads the parts of a tagger.
///
/// # Errors
///
/// If the bytes do not follow the layout.
pub fn read(bytes: &[u8]) -> Result<(Lexicon, Table, Table), FormatError> {
    let mut rest = bytes;
    let magic = take(&mut rest, MAGIC.len())?;
    if magic[..7] != MAGIC[..7] {
        return Err(FormatError("this is no file of the tagger"));
    }
    if magic[7] != MAGIC[7] {
        return Err(FormatError("this file of the tagger has a version that is not known here"));
    }
    let sizes = take(&mut rest, 2)?;
    if sizes.iter().any(|size| !(6..=28).contains(size)) {
        return Err(FormatError("a table of weights has a wrong size"));
    }
    let (first, second) = (1_usize << sizes[0], 1_usize << sizes[1]);
    let sets = usize::from(u16::from_le_bytes(array(take(&mut rest, 2)?)));
    let count = u32::from_le_bytes(array(take(&mut rest, 4)?)) as usize;
    let sets = take(&mut rest, 8 * sets)?.chunks_exact(8).map(|set| u64::from_le_bytes(array(set))).collect();
    let keys = take(&mut rest, count.checked_mul(4).ok_or(CUT)?)?.chunks_exact(4).map(|key| u32::from_le_bytes(array(key))).collect();
    let entries = take(&mut rest, count * 4)?
        .chunks_exact(4)
        .map(|entry| Entry { class: u16::from_le_bytes([entry[0], entry[1]]), cluster: u16::from_le_bytes([entry[2], entry[3]]) })
        .collect();
    let mut table = |size| Table::new(take(&mut rest, size)?.iter().map(|&weight| weight as i8).collect()).map_err(FormatError);
    let (first, second) = (table(first)?, table(second)?);
    if !rest.is_empty() {
        return Err(FormatError("something follows the end of the file"));
    }
    Ok((Lexicon::new(sets, keys, entries).map_err(FormatError)?, first, second))
}

/// Writes the parts of a tagger.
pub fn write(lexicon: &Lexicon, first: &Table, second: &Table) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend([first, second].map(|table| table.weights().len().trailing_zeros() as u8));
    bytes.extend((lexicon.sets().len() as u16).to_le_bytes());
    bytes.extend((lexicon.entries().len() as u32).to_le_bytes());
    bytes.extend(lexicon.sets().iter().flat_map(|set| set.to_le_bytes()));
    bytes.extend(lexicon.entries().flat_map(|(key, _)| key.to_le_bytes()));
    bytes.extend(lexicon.entries().flat_map(|(_, entry)| [entry.class.to_le_bytes(), entry.cluster.to_le_bytes()].concat()));
    for table in [first, second] {
        bytes.extend(table.weights().iter().map(|&weight| weight as u8));
    }
    bytes
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], FormatError> {
    let (taken, left) = rest.split_at_checked(length).ok_or(CUT)?;
    *rest = left;
    Ok(taken)
}

/// A chunk of known length as an array; zeros if it is another.
fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.try_into().unwrap_or([0; N])
}
