//! Reports in, bytes out.

use zufolge::Report;
use zufolge_export::Export;

/// All reports in one format.
pub(crate) fn exported<'r>(
    reports: impl IntoIterator<Item = &'r Report>,
    format: impl for<'o> Fn(&'o mut Vec<u8>) -> Box<dyn Export + 'o>,
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut export = format(&mut out);
    for report in reports {
        export.report(report).unwrap();
    }
    export.finish().unwrap();
    out
}
