//! The echo picture of a claim: a lane an outlet, time from left to right, a line from each article to the one it goes back to.
//!
//! Only numbers and names; the template draws them and puts the same into words below.

use std::collections::HashMap;

/// Width of the picture, in units of its view box.
const WIDTH: f64 = 740.0;
/// Left of this stand the outlets' names.
const LEFT: f64 = 185.0;
/// The last article stands so far from the right edge.
const RIGHT: f64 = 26.0;
/// Below the lanes stand the first and the last day.
const AXIS: f64 = 24.0;
/// A lane's height.
const LANE: f64 = 40.0;
/// Articles stand at least so far apart, so that none covers another.
const GAP: f64 = 22.0;
/// Characters of an outlet's name.
const LONGEST_NAME: usize = 24;

/// An article with a part in the claim.
pub(crate) struct Part<'a> {
    pub(crate) article: &'a str,
    pub(crate) outlet: &'a str,
    /// Milliseconds since 1970.
    pub(crate) at: i64,
    /// `origin`, `echo`, `independent` or, for what only answers, nothing.
    pub(crate) relation: &'static str,
    pub(crate) echo_of: Option<&'a str>,
    /// What is said of it when it is pointed at.
    pub(crate) label: String,
    pub(crate) href: String,
}

pub(crate) struct Picture {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) left: f64,
    pub(crate) lanes: Vec<Lane>,
    pub(crate) nodes: Vec<Node>,
    /// SVG paths.
    pub(crate) lines: Vec<String>,
}

pub(crate) struct Lane {
    pub(crate) name: String,
    pub(crate) y: f64,
}

pub(crate) struct Node {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) relation: &'static str,
    pub(crate) label: String,
    pub(crate) href: String,
}

impl Picture {
    /// Draws parts in order of time.
    pub(crate) fn new(parts: &[Part<'_>]) -> Self {
        let xs = places(&parts.iter().map(|part| part.at).collect::<Vec<_>>());
        let mut lanes: Vec<Lane> = Vec::new();
        let mut lane_of: HashMap<&str, f64> = HashMap::new();
        let mut place_of: HashMap<&str, (f64, f64)> = HashMap::new();
        let (mut nodes, mut lines) = (Vec::with_capacity(parts.len()), Vec::new());
        for (part, x) in parts.iter().zip(xs) {
            let y = *lane_of.entry(part.outlet).or_insert_with(|| {
                let y = LANE * (lanes.len() as f64 + 0.5);
                lanes.push(Lane { name: crate::marked::shortened(part.outlet, LONGEST_NAME), y });
                y
            });
            if let Some(&(from_x, from_y)) = part.echo_of.and_then(|article| place_of.get(article)) {
                let middle = (from_x + x) / 2.0;
                lines.push(format!("M{from_x:.1} {from_y:.1}C{middle:.1} {from_y:.1} {middle:.1} {y:.1} {x:.1} {y:.1}"));
            }
            place_of.entry(part.article).or_insert((x, y));
            nodes.push(Node { x, y, relation: part.relation, label: part.label.clone(), href: part.href.clone() });
        }
        let width = nodes.last().map_or(WIDTH, |node| (node.x + RIGHT).max(WIDTH));
        Picture { width, height: LANE * lanes.len() as f64 + AXIS, left: LEFT, lanes, nodes, lines }
    }
}

/// Where moments stand on the line: as far apart as they are in time, but never closer than [`GAP`].
fn places(moments: &[i64]) -> Vec<f64> {
    let (first, last) = (moments.first().copied().unwrap_or_default(), moments.last().copied().unwrap_or_default());
    let span = (last - first).max(1) as f64;
    let room = WIDTH - LEFT - RIGHT;
    let mut before = f64::NEG_INFINITY;
    let place = |moment: &i64| {
        let x = LEFT + 14.0 + (room - 14.0) * ((*moment - first) as f64 / span);
        before = x.max(before + GAP);
        before
    };
    moments.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part<'a>(article: &'a str, outlet: &'a str, at: i64, echo_of: Option<&'a str>) -> Part<'a> {
        Part { article, outlet, at, relation: "echo", echo_of, label: String::new(), href: String::new() }
    }

    #[test]
    fn each_outlet_has_a_lane_and_each_echo_a_line() {
        let picture = Picture::new(&[
            part("a", "Nordkurier", 0, None),
            part("b", "Hanseblatt", 10, Some("a")),
            part("c", "Nordkurier", 20, Some("b")),
            part("d", "Hanseblatt", 30, Some("elsewhere")),
        ]);
        assert_eq!((picture.lanes.len(), picture.nodes.len(), picture.lines.len()), (2, 4, 2));
        assert!(picture.nodes.windows(2).all(|pair| pair[0].x < pair[1].x));
        assert!(picture.nodes.iter().all(|node| node.x <= picture.width && node.y <= picture.height));
    }

    #[test]
    fn articles_of_one_minute_do_not_cover_one_another() {
        let parts: Vec<_> = (0..50).map(|_| part("a", "Nordkurier", 7, None)).collect();
        let picture = Picture::new(&parts);
        assert!(picture.nodes.windows(2).all(|pair| pair[1].x - pair[0].x >= GAP - 0.01));
        assert!(picture.width > WIDTH);
    }
}
