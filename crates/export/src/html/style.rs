//! The style sheet: `page.css`, and the rules that tie passages to their notes, which are the same for every number.

use super::article::TIED;
use std::fmt::Write as _;
use std::sync::LazyLock;

pub(super) static SHEET: LazyLock<String> = LazyLock::new(|| {
    let mut sheet = include_str!("page.css").to_owned();
    let touched =
        |tie: usize| format!(".row:has(:is(.m{tie},.w{tie},.a{tie},.k{tie}):hover,.a{tie}:focus,.k{tie}:focus-within,.k{tie}:target)");
    let rule = |sheet: &mut String, what: &str, style: &str| {
        let selectors: Vec<String> = (1..=TIED).map(|tie| what.replace("ROW", &touched(tie)).replace('#', &tie.to_string())).collect();
        let _ = writeln!(sheet, "{}{{{style}}}", selectors.join(",\n"));
    };
    rule(&mut sheet, "ROW :is(.m#,.w#)", "--tint:30%");
    rule(&mut sheet, "ROW .k#", "--lift:1;background:var(--card);box-shadow:var(--shadow);z-index:3");
    let _ = writeln!(sheet, "@media screen{{");
    rule(&mut sheet, "ROW .k# .more", "display:grid");
    sheet.push_str("}\n");
    sheet
});
