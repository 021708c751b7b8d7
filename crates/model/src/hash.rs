//! Hashes of features: the same on every machine and in every version, since weights are stored under them.

/// Of text. FNV-1a, 64 bits, with a last mixing step so that short words differ in all bits.
#[must_use]
pub fn text(text: &str) -> u64 {
    mix(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}

/// Of bytes, eight at a time.
#[must_use]
pub fn bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        hash = (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    chunks.remainder().iter().fold(mix(hash), |hash, byte| mix(hash ^ u64::from(*byte)))
}

/// Of two hashes or numbers, in this order.
#[must_use]
pub fn pair(one: u64, other: u64) -> u64 {
    mix(one.rotate_left(23) ^ other.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// A feature: the kind of question asked, and the answer.
#[must_use]
pub fn feature(kind: u32, value: u64) -> u32 {
    (pair(u64::from(kind), value) >> 32) as u32
}

/// The finaliser of splitmix64 (Steele, Lea and Flood 2014).
fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
