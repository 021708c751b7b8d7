//! Word clusters: German forms by the company they keep.
//!
//! A cluster is a leaf in a binary tree (Brown et al. 1992); the first branches tell sorts of words, the last ones small groups such as
//! verbs of saying. All numbers of the file are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | [`MAGIC`], its last byte the version |
//! | 2 | number of clusters, c |
//! | 4 | number of forms, n |
//! | 2 c | the path of each cluster: bit 0 is the first branch |
//! | 4 n | the keys of the forms, rising: the upper halves of their hashes |
//! | 2 n | for each key the number of its cluster |
//!
//! Nothing may follow. Two forms in about 2³² share a key, so a form that is not in the table has a cluster once in some ten thousand times.

use crate::tagger::word::{hash_small, hash_word};
use std::fmt;

/// How a file of word clusters begins.
pub const MAGIC: [u8; 8] = *b"ZUFCLUS\x01";

/// A cluster of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cluster {
    /// Its number, from 0.
    pub number: u16,
    /// Its path in the tree; bit 0 is the first branch.
    pub path: u16,
}

impl Cluster {
    /// The first branches of the path, up to 16. A shorter path goes on with zeros.
    pub const fn prefix(self, branches: u32) -> u16 {
        if branches >= 16 { self.path } else { self.path & ((1 << branches) - 1) }
    }
}

/// Why bytes are no table of clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatError(&'static str);

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for FormatError {}

/// A table of forms with their clusters.
#[derive(Debug, Clone)]
pub struct Clusters {
    paths: Vec<u16>,
    /// Keys with the numbers of their clusters, in order.
    forms: Vec<(u32, u16)>,
    /// Where the keys with each upper half begin; one more at the end.
    starts: Vec<u32>,
}

impl Clusters {
    /// From forms with the paths of their clusters, the most important form first; a form whose key is taken is left out.
    pub fn new<'a>(forms: impl IntoIterator<Item = (&'a str, u16)>) -> Clusters {
        let mut found: Vec<(u32, usize, u16)> =
            forms.into_iter().enumerate().map(|(rank, (form, path))| (key(hash_word(form)), rank, path)).collect();
        found.sort_unstable();
        found.dedup_by_key(|(key, ..)| *key);
        let mut paths: Vec<u16> = found.iter().map(|&(.., path)| path).collect();
        paths.sort_unstable();
        paths.dedup();
        let forms = found.iter().map(|(key, _, path)| (*key, paths.binary_search(path).unwrap_or_default() as u16)).collect();
        Clusters::indexed(paths, forms)
    }

    fn indexed(paths: Vec<u16>, forms: Vec<(u32, u16)>) -> Clusters {
        let mut starts = vec![0; (1 << 16) + 1];
        for &(key, _) in &forms {
            starts[(key >> 16) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Clusters { paths, forms, starts }
    }

    /// Reads a table of clusters.
    ///
    /// # Errors
    ///
    /// If the bytes do not follow the [layout](self).
    pub fn from_bytes(bytes: &[u8]) -> Result<Clusters, FormatError> {
        let (head, rest) = bytes.split_at_checked(14).ok_or(FormatError("the file ends too early"))?;
        if head[..8] != MAGIC {
            return Err(FormatError("this is no file of word clusters, or of a version that is not known here"));
        }
        let clusters = usize::from(u16::from_le_bytes([head[8], head[9]]));
        let forms = u32::from_le_bytes([head[10], head[11], head[12], head[13]]) as usize;
        if forms.checked_mul(6).and_then(|size| size.checked_add(2 * clusters)) != Some(rest.len()) {
            return Err(FormatError("the length of the file is not what its head says"));
        }
        let (paths, rest) = rest.split_at(2 * clusters);
        let (keys, numbers) = rest.split_at(4 * forms);
        let short = |bytes: &[u8]| -> Vec<u16> { bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect() };
        let (paths, numbers) = (short(paths), short(numbers));
        let keys: Vec<u32> = keys.chunks_exact(4).map(|key| u32::from_le_bytes([key[0], key[1], key[2], key[3]])).collect();
        if keys.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(FormatError("the keys are not in order"));
        }
        if numbers.iter().any(|&number| usize::from(number) >= clusters) {
            return Err(FormatError("a form names a cluster that is not there"));
        }
        Ok(Clusters::indexed(paths, keys.into_iter().zip(numbers).collect()))
    }

    /// The table's file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.paths.len() as u16).to_le_bytes());
        bytes.extend((self.forms.len() as u32).to_le_bytes());
        bytes.extend(self.paths.iter().flat_map(|path| path.to_le_bytes()));
        bytes.extend(self.forms.iter().flat_map(|(key, _)| key.to_le_bytes()));
        bytes.extend(self.forms.iter().flat_map(|(_, number)| number.to_le_bytes()));
        bytes
    }

    /// The cluster of a form; of the form with a small first letter, if only that is known.
    pub fn get(&self, form: &str) -> Option<Cluster> {
        self.find(hash_word(form)).or_else(|| self.find(hash_small(form)))
    }

    /// How many forms the table has.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether the table has no form.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    fn find(&self, hash: u64) -> Option<Cluster> {
        let key = key(hash);
        let bucket = (key >> 16) as usize;
        let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        let number = self.forms[start..end].iter().find(|(known, _)| *known == key)?.1;
        Some(Cluster { number, path: self.paths[usize::from(number)] })
    }
}

const fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::Clusters;
    use proptest::prelude::*;

    fn table() -> Clusters {
        Clusters::new([("sagte", 0b1101), ("meinte", 0b0101), ("Hafen", 0b0010), ("ölig", 0b1000)])
    }

    #[test]
    fn a_form_has_its_cluster_and_its_prefixes() {
        let clusters = table();
        let said = clusters.get("sagte").expect("in the table");
        assert_eq!((said.path, said.prefix(3), said.prefix(16)), (0b1101, 0b101, 0b1101));
        assert_eq!(clusters.get("Sagte"), Some(said), "with a capital");
        assert_eq!(clusters.get("Ölig"), clusters.get("ölig"));
        assert_eq!(clusters.get("hafen"), None, "a noun in small letters");
    }

    #[test]
    fn the_first_of_two_forms_wins() {
        assert_eq!(Clusters::new([("so", 1), ("so", 2)]).get("so").map(|cluster| cluster.path), Some(1));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let bytes = table().to_bytes();
        let again = Clusters::from_bytes(&bytes).expect("own bytes");
        assert_eq!(again.to_bytes(), bytes);
        assert_eq!(again.get("meinte"), table().get("meinte"));
        assert!(Clusters::from_bytes(&bytes[..bytes.len() - 1]).is_err());
    }

    proptest! {
        #[test]
        fn hostile_bytes_are_an_error_or_a_table(at in 0_usize..64, value: u8, cut in 0_usize..64) {
            let mut bytes = table().to_bytes();
            let length = bytes.len();
            bytes[at % length] = value;
            bytes.truncate(length - cut.min(length));
            if let Ok(clusters) = Clusters::from_bytes(&bytes) {
                clusters.get("sagte");
            }
        }
    }
}
