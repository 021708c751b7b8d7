//! Small letters.

/// Appends a word in lower case: what [`str::to_lowercase`] gives, but for a final sigma, into room that is kept.
pub(crate) fn lowercase_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let from = out.len();
        out.push_str(word);
        out[from..].make_ascii_lowercase();
    } else {
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::lowercase_into;

    #[test]
    fn letters_of_all_alphabets_are_made_small_behind_what_is_there() {
        let mut out = String::from("X");
        lowercase_into("ABC-1", &mut out);
        lowercase_into("ÄÖ ẞ ÇΔ", &mut out);
        assert_eq!(out, "Xabc-1äö ß çδ");
    }
}
