use super::*;

#[test]
fn nothing() {
    assert!(parse("a.zuf".as_ref(), "").0.is_none());
}
