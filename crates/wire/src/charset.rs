//! Bytes → text where a format or a server may have declared the encoding, rightly or not.

use crate::error::Fault;
use crate::item::remark;
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;
use zufolge::Diagnostic;
use zufolge::text::{DecodeError, decode as guess};

/// Bytes looked through for a declaration: HTML's own rule, and more than any XML declaration has.
const DECLARED_WITHIN: usize = 1024;

/// Decodes markup. A byte order mark decides; then what is declared (by `header`, else in the markup itself), unless the bytes show that it
/// is wrong; else it is guessed. Single NULs, which markup cannot hold, are left out.
pub(crate) fn decode_markup(bytes: &[u8], header: Option<&str>, remarks: &mut Vec<Diagnostic>) -> Result<String, Fault> {
    let declared = header.map(str::to_owned).or_else(|| declared(bytes));
    let label = declared.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
    let wide = Encoding::for_bom(bytes).is_some() || label.is_some_and(|encoding| !encoding.is_ascii_compatible());
    let bytes = if wide { Cow::Borrowed(bytes) } else { without_nuls(bytes, remarks)? };
    let Some(encoding) = label.filter(|_| Encoding::for_bom(&bytes).is_none()) else {
        return decode_plain(&bytes, remarks);
    };
    if let Ok(text) = std::str::from_utf8(&bytes) {
        // UTF-8 beyond ASCII does not come about by chance, and UTF-16 has NULs.
        if encoding != UTF_8 && !text.is_ascii() && !text.contains('\0') {
            let message = format!("declared as {} but is UTF-8; read as UTF-8", encoding.name());
            remarks.push(remark("wrong-charset", message));
        }
        if encoding.is_ascii_compatible() || !text.contains('\0') {
            return Ok(text.to_owned());
        }
    }
    if encoding == UTF_8 {
        let text = decode_plain(&bytes, remarks)?;
        remarks.push(remark("wrong-charset", "declared as UTF-8 but is not, or is damaged; its encoding was guessed"));
        return Ok(text);
    }
    let (text, malformed) = encoding.decode_without_bom_handling(&bytes);
    if text.contains('\0') {
        // Declared as UTF-16 and is not, or no text at all.
        return decode_plain(&bytes, remarks);
    }
    if malformed {
        remarks.push(malformed_remark(encoding.name()));
    }
    Ok(text.into_owned())
}

/// Decodes text that declares nothing.
pub(crate) fn decode_plain(bytes: &[u8], remarks: &mut Vec<Diagnostic>) -> Result<String, Fault> {
    let decoded = guess(bytes).map_err(|error| if error == DecodeError::Binary { Fault::Binary } else { Fault::Undecodable })?;
    if decoded.malformed {
        remarks.push(malformed_remark(decoded.encoding));
    } else if decoded.doubtful {
        let message = format!("its encoding was guessed as {}, which may be wrong; save it as UTF-8 if letters look odd", decoded.encoding);
        remarks.push(remark("doubtful-encoding", message));
    }
    Ok(decoded.text)
}

fn malformed_remark(encoding: &str) -> Diagnostic {
    remark("malformed-bytes", format!("some bytes mean nothing in {encoding}; � stands in their place"))
}

fn without_nuls<'a>(bytes: &'a [u8], remarks: &mut Vec<Diagnostic>) -> Result<Cow<'a, [u8]>, Fault> {
    let nuls = memchr::memchr_iter(0, bytes).count();
    if nuls == 0 {
        return Ok(Cow::Borrowed(bytes));
    }
    if nuls * 100 > bytes.len() {
        // UTF-16 without a mark, perhaps: the guess knows.
        return if guess(bytes).is_ok() { Ok(Cow::Borrowed(bytes)) } else { Err(Fault::Binary) };
    }
    remarks.push(remark("nul-characters", format!("{nuls} NUL characters were left out")));
    Ok(Cow::Owned(bytes.iter().copied().filter(|byte| *byte != 0).collect()))
}

/// The label in `<?xml … encoding="…"?>`, `<meta charset="…">` or `<meta … content="text/html; charset=…">`.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let value = |at: usize| {
        let rest = head[at..].trim_start_matches([' ', '=', '"', '\'']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(rest.len());
        (end > 0).then(|| rest[..end].to_owned())
    };
    if head.trim_start().starts_with("<?xml") {
        let end = head.find("?>").unwrap_or(head.len());
        if let Some(at) = head[..end].find("encoding") {
            return value(at + "encoding".len());
        }
    }
    let mut from = 0;
    while let Some(at) = head[from..].find("charset").map(|at| from + at) {
        // In a <meta …>, not in a script's text.
        if head[..at].rfind('<').is_some_and(|tag| head[tag..].starts_with("<meta")) {
            return value(at + "charset".len());
        }
        from = at + 1;
    }
    None
}

/// The charset parameter of a media type: `text/html; charset=utf-8`.
pub(crate) fn of_media_type(media_type: &str) -> Option<String> {
    let lower = media_type.to_ascii_lowercase();
    let value = lower.split(';').find_map(|part| part.trim().strip_prefix("charset="))?;
    Some(value.trim_matches(['"', '\'', ' ']).to_owned()).filter(|label| !label.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a text that does not decode has failed the test")]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(bytes: &[u8], header: Option<&str>, text: &str, codes: &[&str]) {
        let mut remarks = Vec::new();
        assert_eq!(decode_markup(bytes, header, &mut remarks).unwrap(), text);
        assert_eq!(remarks.iter().map(|remark| remark.code).collect::<Vec<_>>(), codes);
    }

    #[test]
    fn declared_encodings_are_used() {
        reads(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xFC</a>", None, "<?xml version='1.0' encoding='ISO-8859-1'?><a>ü</a>", &[]);
        reads(b"<meta charset=windows-1252><p>\x84so\x93", None, "<meta charset=windows-1252><p>„so“", &[]);
        reads(b"<p>\xFC</p>", Some("latin1"), "<p>ü</p>", &[]);
    }

    #[test]
    fn lying_charsets_are_found_out() {
        reads("<p>Größe</p>".as_bytes(), Some("iso-8859-1"), "<p>Größe</p>", &["wrong-charset"]);
        reads(b"<meta charset=utf-8><p>Gr\xF6\xDFe</p>", None, "<meta charset=utf-8><p>Größe</p>", &["wrong-charset"]);
        reads("<p>Größe</p>".as_bytes(), Some("utf-16"), "<p>Größe</p>", &["wrong-charset"]);
    }

    #[test]
    fn a_doubtful_guess_is_told() {
        let mut remarks = Vec::new();
        decode_plain(b"Die Gr\x94\xE1e der Str\x84nge, sagte M\x81ller, sei sch\x94n.", &mut remarks).unwrap();
        assert_eq!(remarks.iter().map(|remark| remark.code).collect::<Vec<_>>(), ["doubtful-encoding"]);
    }

    #[test]
    fn unknown_labels_count_as_none() {
        reads("<p>Größe</p>".as_bytes(), Some("klingon"), "<p>Größe</p>", &[]);
    }

    #[test]
    fn single_nuls_go_and_many_are_no_text() {
        let mut bytes = "<p>Die Größe zählt</p>".repeat(10).into_bytes();
        bytes[40] = 0;
        let mut remarks = Vec::new();
        assert!(!decode_markup(&bytes, None, &mut remarks).unwrap().contains('\0'));
        assert_eq!(remarks[0].code, "nul-characters");
        assert_eq!(decode_markup(b"<p>\0\x01\0\x02\0\0\0\0\xFF\xFF\0\0abc", None, &mut Vec::new()), Err(Fault::Binary));
    }
}
