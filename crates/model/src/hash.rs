//! Hashes of features: the same on every machine and in every version, since weights are stored under them.
//!
//! All of them fold the 128 bits of one product (as wyhash does, Wang Yi 2019): a text asks for hundreds of features a token, and most of what
//! they cost is hashing.

const ONE: u64 = 0xa076_1d64_78bd_642f;
const OTHER: u64 = 0xe703_7ed1_a0b4_28db;

/// Of text.
#[must_use]
pub fn text(text: &str) -> u64 {
    bytes(text.as_bytes())
}

/// Of bytes, eight at a time.
#[must_use]
pub fn bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        hash = pair(hash, word);
    }
    let rest = chunks.remainder().iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    pair(hash, rest)
}

/// Of two hashes or numbers, in this order.
#[must_use]
pub fn pair(one: u64, other: u64) -> u64 {
    fold(one ^ ONE, other ^ OTHER)
}

/// A feature: the kind of question asked, and the answer.
#[must_use]
pub fn feature(kind: u64, value: u64) -> u32 {
    (fold(value ^ kind, ONE) >> 32) as u32
}

/// Both halves of a product.
fn fold(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::{bytes, feature, pair, text};
    use std::collections::HashSet;

    #[test]
    fn small_numbers_in_pairs_and_kinds_hardly_ever_share_a_hash() {
        let mut pairs = HashSet::new();
        let mut features = HashSet::new();
        for one in 0..400 {
            for other in 0..400 {
                pairs.insert(pair(one, other));
                features.insert(feature(text(&one.to_string()), pair(7, other)));
            }
        }
        assert_eq!(pairs.len(), 160_000);
        assert!(features.len() > 159_980, "three are expected to be shared: {}", features.len());
    }

    #[test]
    fn every_byte_and_the_length_count() {
        let all = [&b""[..], b"\0", b"\0\0", b"a", b"abcdefgh", b"abcdefgh\0", b"abcdefghi", b"bbcdefghi"];
        assert_eq!(all.iter().map(|one| bytes(one)).collect::<HashSet<_>>().len(), all.len());
    }
}
