//! Bytes → text: byte order marks, UTF-16 without one, UTF-8, and the old single-byte encodings.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decoded text, and how it was decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark; not cleaned yet.
    pub text: String,
    /// The encoding's name by the WHATWG standard: `"UTF-8"`, `"UTF-16LE"`, `"windows-1252"`.
    pub encoding: &'static str,
    /// True if the encoding had to be guessed: no byte order mark, and not valid UTF-8.
    pub guessed: bool,
    /// True if the guess may well be wrong: the bytes are not what German has in any encoding that it is usually written in.
    pub doubtful: bool,
    /// True if some bytes mean nothing in that encoding; U+FFFD stands in their place.
    pub malformed: bool,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// NUL or too many control characters: an image, an archive, a PDF.
    Binary,
    /// More of it is malformed than text can be that was only damaged.
    Undecodable,
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            DecodeError::Binary => "not text: the bytes hold NULs or too many control characters",
            DecodeError::Undecodable => "not text in any known encoding: too many malformed bytes",
        })
    }
}

impl std::error::Error for DecodeError {}

/// How many bytes the guesses look at.
const SAMPLE: usize = 64 * 1024;

/// Decodes bytes of unknown encoding.
///
/// In this order: a byte order mark decides (UTF-8, UTF-16); NULs in every other byte mean UTF-16; valid UTF-8 is UTF-8, and so is
/// UTF-8 with a few damaged bytes; else the encoding is guessed from the letters, where Mac Roman shows by its umlauts, and Windows-1252
/// wins unless the text clearly is something else. Bytes 0x80 to 0x9F are read as in Windows-1252, which ISO 8859-1 is taken for, as browsers do.
///
/// # Errors
/// [`DecodeError::Binary`] if the result holds NULs or more than one control character in a hundred characters,
/// [`DecodeError::Undecodable`] if more than one character in ten is malformed.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if let Some((encoding, len)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[len..], false);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decode_as(encoding, bytes, true);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return check(Decoded { text: text.to_owned(), encoding: UTF_8.name(), guessed: false, doubtful: false, malformed: false });
    }
    if is_damaged_utf8(bytes) {
        return decode_as(UTF_8, bytes, true);
    }
    if is_mac_german(bytes) {
        return decode_as(MACINTOSH, bytes, true);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The top-level domain is what the detector knows of the language: German prefers Windows-1252.
    let guess = detector.guess(Some(b"de"), Utf8Detection::Deny);
    let western = plausible_western(bytes);
    let encoding = if guess.is_single_byte() && western { WINDOWS_1252 } else { guess };
    Ok(Decoded { doubtful: !western, ..decode_as(encoding, bytes, true)? })
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Result<Decoded, DecodeError> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    check(Decoded { text: text.into_owned(), encoding: encoding.name(), guessed, doubtful: false, malformed })
}

fn check(decoded: Decoded) -> Result<Decoded, DecodeError> {
    let (mut chars, mut controls, mut malformed) = (0usize, 0usize, 0usize);
    for c in decoded.text.chars() {
        chars += 1;
        match c {
            '\0' => return Err(DecodeError::Binary),
            '\u{FFFD}' => malformed += 1,
            // White space, escape and the line end of EBCDIC (NEL) are met in text.
            '\t'..='\r' | '\u{1B}' | '\u{85}' => {}
            _ if c.is_control() => controls += 1,
            _ => {}
        }
    }
    if controls > 4 && controls * 100 > chars {
        Err(DecodeError::Binary)
    } else if decoded.malformed && malformed * 10 > chars {
        Err(DecodeError::Undecodable)
    } else {
        Ok(decoded)
    }
}

/// Western text in UTF-16 has a NUL in nearly every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let pairs = sample.len() / 2;
    let most = pairs * 7 / 10;
    let few = pairs / 20;
    match (even, odd) {
        (even, odd) if even > most && odd <= few => Some(UTF_16BE),
        (even, odd) if odd > most && even <= few => Some(UTF_16LE),
        _ => None,
    }
}

/// Much more valid than invalid UTF-8 beyond ASCII: one encoding with damage, not another encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| *byte >= 0xC2).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid * 4
}

/// All bytes beyond ASCII are letters and marks that German text has in Windows-1252.
fn plausible_western(bytes: &[u8]) -> bool {
    let german = |byte: u8| {
        matches!(
            byte,
            0xC4 | 0xD6 | 0xDC | 0xE4 | 0xF6 | 0xFC | 0xDF | 0xE9 | 0xE8 | 0x80 | 0x84 | 0x85 | 0x91
                ..=0x97 | 0xA0 | 0xA7 | 0xAB | 0xBB | 0xB0
        )
    };
    let high = bytes.iter().filter(|byte| **byte >= 0x80);
    let (common, all) = high.fold((0usize, 0usize), |(common, all), byte| (common + usize::from(german(*byte)), all + 1));
    common * 10 >= all * 8
}

/// German in Mac Roman: nearly all bytes beyond ASCII are its letters and marks, and one is an umlaut inside of a word which in
/// Windows-1252 is a capital (Š, Ÿ) behind a small letter. What Windows-1252 has for ä, ö, ü and ß is not there.
fn is_mac_german(bytes: &[u8]) -> bool {
    // Ä Ö Ü ä ö ü ß é „ “ ” ‘ ’ – — « » … § and the blank that does not break.
    let mac = b"\x80\x85\x86\x8A\x9A\x9F\xA7\x8E\xE3\xD2\xD3\xD4\xD5\xD0\xD1\xC7\xC8\xC9\xA4\xCA";
    let (mut known, mut all, mut inside) = (0usize, 0usize, false);
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0x80) {
        if matches!(byte, 0xE4 | 0xF6 | 0xFC | 0xDF) {
            return false;
        }
        all += 1;
        known += usize::from(mac.contains(byte));
        let (before, after) = (at.checked_sub(1).map_or(b' ', |at| bytes[at]), bytes.get(at + 1).copied().unwrap_or(b' '));
        let in_word = before.is_ascii_lowercase() || before.is_ascii_uppercase() && after.is_ascii_lowercase();
        inside |= matches!(byte, 0x8A | 0x9F) && in_word;
    }
    inside && known * 10 >= all * 9
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a text that does not decode has failed the test")]

    use super::*;

    const TEXT: &str = "Die Bürgermeisterin sagte: „Die Straße ist schön“, und lächelte.";

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn utf8_is_not_guessed() {
        let decoded = decode(TEXT.as_bytes()).unwrap();
        assert_eq!(decoded, Decoded { text: TEXT.to_owned(), encoding: "UTF-8", guessed: false, doubtful: false, malformed: false });
    }

    #[test]
    fn byte_order_marks_decide_and_go() {
        for (bytes, name) in [
            ([b"\xEF\xBB\xBF".to_vec(), TEXT.as_bytes().to_vec()].concat(), "UTF-8"),
            (utf16(&format!("\u{FEFF}{TEXT}"), true), "UTF-16LE"),
            (utf16(&format!("\u{FEFF}{TEXT}"), false), "UTF-16BE"),
        ] {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.guessed), (TEXT, name, false));
        }
    }

    #[test]
    fn utf16_without_a_mark_is_seen_by_its_nuls() {
        for (little, name) in [(true, "UTF-16LE"), (false, "UTF-16BE")] {
            let decoded = decode(&utf16(TEXT, little)).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.guessed), (TEXT, name, true));
        }
    }

    #[test]
    fn german_in_windows_1252_is_guessed() {
        for text in [TEXT, "Übrigens: 5 € für Öl, ‚gut‘ so …", "Müller", "Der Weiß-Bäcker sprach von »Größe«."] {
            let (bytes, _, lossy) = WINDOWS_1252.encode(text);
            assert!(!lossy);
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.guessed), (text, "windows-1252", true));
        }
    }

    #[test]
    fn german_in_mac_roman_is_guessed() {
        for text in [TEXT, "Übrigens: Öl für die Grüße, so – und nicht anders.", "Müller"] {
            let (bytes, _, lossy) = MACINTOSH.encode(text);
            assert!(!lossy);
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.doubtful), (text, "macintosh", false));
        }
        // A Czech name in a German text of Windows-1252.
        let czech = "Außenminister Tomáš Šulc sprach über Öl.";
        assert_ne!(decode(&WINDOWS_1252.encode(czech).0).unwrap().encoding, "macintosh");
    }

    #[test]
    fn a_guess_that_is_none_of_german_is_in_doubt() {
        // In the DOS code page 437, which is in no browser: ö is 0x94, ß 0xE1.
        let decoded = decode(b"Die Gr\x94\xE1e der Str\x84nge, sagte M\x81ller, sei sch\x94n.").unwrap();
        assert!(decoded.doubtful, "{decoded:?}");
        assert!(!decode(TEXT.as_bytes()).unwrap().doubtful);
    }

    #[test]
    fn other_encodings_are_guessed_too() {
        let text = "Правительство сообщило, что переговоры пройдут в понедельник в Москве.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        assert_eq!(decode(&bytes).unwrap().text, text);
    }

    #[test]
    fn a_damaged_byte_leaves_the_rest_readable() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        let at = bytes.iter().position(|byte| *byte == b'B').unwrap();
        bytes[at] = 0xFF;
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.malformed), ("UTF-8", true));
        assert!(decoded.text.contains("Die \u{FFFD}ürgermeisterin"));
    }

    #[test]
    fn binary_content_is_refused() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0";
        assert_eq!(decode(png), Err(DecodeError::Binary));
        let controls: Vec<u8> = (0..200).map(|at| if at % 3 == 0 { 1 } else { b'a' }).collect();
        assert_eq!(decode(&controls), Err(DecodeError::Binary));
    }

    #[test]
    fn malformed_utf16_is_undecodable() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend([0x00, 0xD8].repeat(40));
        assert_eq!(decode(&bytes), Err(DecodeError::Undecodable));
    }

    #[test]
    fn nothing_decodes_to_nothing() {
        assert_eq!(decode(b"").unwrap().text, "");
    }
}
