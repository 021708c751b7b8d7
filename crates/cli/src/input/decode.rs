//! Bytes → text.

use super::Fault;

/// Bytes looked at to tell a text file from any other.
const SAMPLE: usize = 8192;

/// UTF-8, or UTF-16 with a byte order mark; no mark stays in the text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    if let Some(units) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(units, u16::from_le_bytes);
    }
    if let Some(units) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(units, u16::from_be_bytes);
    }
    // No text holds a NUL; nearly every other format does, early on.
    if bytes[..bytes.len().min(SAMPLE)].contains(&0) {
        return Err(Fault::Binary);
    }
    let mut text = String::from_utf8(bytes).map_err(|error| Fault::Undecodable(error.utf8_error().valid_up_to()))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Fault> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for (at, c) in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).enumerate() {
        text.push(c.map_err(|_| Fault::Undecodable(2 + 2 * at))?);
    }
    if rest.is_empty() { Ok(text) } else { Err(Fault::Undecodable(2 + bytes.len())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Option<String> {
        decode(bytes.to_vec()).ok()
    }

    #[test]
    fn byte_order_marks_are_read_and_left_out() {
        let wanted = Some("Öl".to_owned());
        assert_eq!(text("Öl".as_bytes()), wanted);
        assert_eq!(text(b"\xEF\xBB\xBF\xC3\x96l"), wanted);
        assert_eq!(text(b"\xFF\xFE\xD6\0l\0"), wanted);
        assert_eq!(text(b"\xFE\xFF\0\xD6\0l"), wanted);
    }

    #[test]
    fn other_bytes_are_told_apart() {
        assert!(matches!(decode(b"PK\x03\x04\0\0".to_vec()), Err(Fault::Binary)));
        assert!(matches!(decode(b"\xD6l".to_vec()), Err(Fault::Undecodable(0))));
        assert!(matches!(decode(b"Sch\xF6n".to_vec()), Err(Fault::Undecodable(3))));
        assert!(matches!(decode(b"\xFF\xFEa".to_vec()), Err(Fault::Undecodable(_))));
    }
}
