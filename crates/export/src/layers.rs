//! Roles as layers over the text: which of them lie over which stretch. Places may overlap, lie apart and cross one another.

use std::ops::Range;
use zufolge::report::{Attribution, CodePoints, Report, Spans};

/// A role of an attribution. In the order in which one is set into another where two cover the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Role {
    Frame,
    Content,
    Addressee,
    Source,
    Cue,
}

impl Role {
    pub(crate) const ALL: [Role; 5] = [Role::Frame, Role::Content, Role::Addressee, Role::Source, Role::Cue];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Frame => "frame",
            Role::Content => "content",
            Role::Addressee => "addressee",
            Role::Source => "source",
            Role::Cue => "cue",
        }
    }

    pub(crate) fn spans(self, attr: &Attribution) -> &Spans {
        match self {
            Role::Frame => &attr.frame,
            Role::Content => &attr.content,
            Role::Addressee => &attr.addressee,
            Role::Source => &attr.source,
            Role::Cue => &attr.cue,
        }
    }
}

/// One place of a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layer {
    /// In bytes of the report's text.
    pub(crate) bytes: Range<usize>,
    /// The attribution's index in the report.
    pub(crate) attr: usize,
    pub(crate) role: Role,
}

/// All places of all roles that are not empty, in order: by start, longer ones first, outer attributions and roles first.
pub(crate) fn layers(report: &Report, points: &CodePoints<'_>) -> Vec<Layer> {
    let mut layers = Vec::new();
    for (attr, attribution) in report.attributions.iter().enumerate() {
        for role in Role::ALL {
            let places = role.spans(attribution).iter().map(|&span| points.to_bytes(span).range());
            layers.extend(places.filter(|bytes| !bytes.is_empty()).map(|bytes| Layer { bytes, attr, role }));
        }
    }
    layers.sort_by_key(|layer| (layer.bytes.start, std::cmp::Reverse(layer.bytes.end), layer.attr, layer.role));
    layers
}

/// A stretch of text over which the same layers lie from end to end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) bytes: Range<usize>,
    /// Indices of the layers, outer before inner.
    pub(crate) over: Vec<usize>,
}

/// Cuts one stretch of text after the other wherever a layer begins or ends.
pub(crate) struct Cutter<'l> {
    layers: &'l [Layer],
    /// The first layer that has not begun.
    next: usize,
    open: Vec<usize>,
}

impl<'l> Cutter<'l> {
    /// Takes layers in the order of [`layers`].
    pub(crate) fn new(layers: &'l [Layer]) -> Self {
        Cutter { layers, next: 0, open: Vec::new() }
    }

    /// The segments that together are the stretch; it must not begin before the one before it ended.
    pub(crate) fn cut(&mut self, stretch: Range<usize>) -> Vec<Segment> {
        let layers = self.layers;
        let new = self.next + layers[self.next..].partition_point(|layer| layer.bytes.start < stretch.end);
        let coming = self.next..new;
        self.open.retain(|&at| layers[at].bytes.end > stretch.start);
        let ends = self.open.iter().copied().chain(coming.clone()).flat_map(|at| [layers[at].bytes.start, layers[at].bytes.end]);
        let mut cuts: Vec<usize> = ends.filter(|cut| stretch.contains(cut)).chain([stretch.start, stretch.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut coming = coming.peekable();
        let mut segments = Vec::with_capacity(cuts.len());
        for pair in cuts.windows(2) {
            self.open.retain(|&at| layers[at].bytes.end > pair[0]);
            while let Some(at) = coming.next_if(|&at| layers[at].bytes.start <= pair[0]) {
                if layers[at].bytes.end > pair[0] {
                    self.open.push(at);
                }
            }
            let mut over = self.open.clone();
            // What lies in what goes by what the layers are, not by where they begin.
            over.sort_by_key(|&at| (layers[at].role > Role::Content, layers[at].attr, layers[at].role));
            segments.push(Segment { bytes: pair[0]..pair[1], over });
        }
        self.next = new;
        segments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossing_places_are_cut_where_they_cross() {
        let layer = |bytes, attr, role| Layer { bytes, attr, role };
        let layers = [layer(0..6, 0, Role::Content), layer(2..4, 0, Role::Source), layer(4..19, 1, Role::Content)];
        let mut cutter = Cutter::new(&layers);
        let mut cut = |stretch| cutter.cut(stretch).into_iter().map(|segment| (segment.bytes, segment.over)).collect::<Vec<_>>();
        assert_eq!(cut(1..8), [(1..2, vec![0]), (2..4, vec![0, 1]), (4..6, vec![0, 2]), (6..8, vec![2])]);
        assert_eq!(cut(9..9), []);
        assert_eq!(cut(9..12), [(9..12, vec![2])]);
        assert_eq!(cut(20..22), [(20..22, vec![])]);
    }
}
