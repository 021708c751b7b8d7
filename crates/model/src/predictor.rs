//! The trained predictor: fields for contents, contents in contents, roles and modes, and judges of what they find.

use crate::candidates::{self, Candidate, Outer};
use crate::crf::{self, Crf, Row};
use crate::features::{self, Conveyed, Facts, Window};
use crate::labels::{Found, Roles, role};
use crate::sources;
use std::collections::BTreeMap;
use zufolge::attribution::rules::Gap;
use zufolge::attribution::{self, Attribution, Form, Mode, Role};

/// Modes in the order of their labels.
pub const MODES: [Mode; 6] = [
    Mode::SPEECH,
    Mode::SPEECH_WRITING,
    Mode::WRITING,
    Mode::SPEECH_THOUGHT,
    Mode::THOUGHT,
    Mode { speech: false, writing: true, thought: true },
];

/// Labels of the judge of candidates.
pub mod worth {
    /// How many there are.
    pub const COUNT: usize = 3;
    /// No content, or less than half of one.
    pub const WRONG: u8 = 0;
    /// Part of a content, or of another form.
    pub const PARTLY: u8 = 1;
    /// A content of this form.
    pub const RIGHT: u8 = 2;
}

/// The fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Finds outermost contents.
    pub outer: Crf,
    /// Finds contents inside contents.
    pub inner: Crf,
    /// Judges candidates for contents.
    pub worth: Crf,
    /// Finds the roles of a content.
    pub roles: Crf,
    /// Tells the modes of a document's attributions.
    pub mode: Crf,
    /// Tells how sure an attribution is: label 1 if content and source are right.
    pub sure: Crf,
    /// How good a candidate must be, for each form in the order of [`crate::labels::FORMS`]: an outer and an inner one.
    pub least: [[f32; 2]; 5],
    /// From what `sure` says to how often it is right.
    pub calibration: Calibration,
}

/// A rising curve from a raw probability to how often such are right, straight between its points; no points: as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calibration {
    /// Raw and true probability, raw ones rising.
    pub points: Vec<(f32, f32)>,
}

impl Calibration {
    /// The true probability.
    #[must_use]
    pub fn of(&self, raw: f32) -> f32 {
        let behind = self.points.partition_point(|(known, _)| *known < raw);
        match (behind.checked_sub(1).map(|before| self.points[before]), self.points.get(behind)) {
            (Some((from, low)), Some((to, high))) => low + (high - low) * (raw - from) / (to - from),
            (Some((_, end)), None) => end,
            (None, Some((_, start))) => *start,
            (None, None) => raw,
        }
    }
}

/// One attribution on the way: what it was chosen as, its roles and how sure they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// The content.
    pub candidate: Candidate,
    /// Its worth.
    pub worth: f32,
    /// Index of the one around it.
    pub parent: Option<usize>,
    /// Its roles.
    pub roles: Roles,
    /// Mean probability of the labels of source and cue.
    pub sure: [f32; 2],
}

impl Model {
    /// The same with weights in 8 bits, which are read faster.
    #[must_use]
    pub fn rounded(mut self) -> Self {
        for field in [&mut self.outer, &mut self.inner, &mut self.worth, &mut self.roles, &mut self.mode, &mut self.sure] {
            field.table = field.table.rounded(field.labels);
        }
        self
    }

    /// The worth of each candidate.
    #[must_use]
    pub fn worth(&self, facts: &Facts<'_>, all: &[Candidate]) -> Vec<f32> {
        let rivals = candidates::rivals(all);
        let judge = |(candidate, rivals): (&Candidate, (f32, bool))| {
            let seen = features::candidate(facts, candidate, rivals);
            let row = self.worth.probabilities(&seen);
            row[usize::from(worth::RIGHT)] + 0.6 * row[usize::from(worth::PARTLY)]
        };
        all.iter().zip(rivals).map(judge).collect()
    }

    /// Contents with their roles.
    #[must_use]
    pub fn chosen(&self, facts: &Facts<'_>) -> Vec<Chosen> {
        let outer = Outer::new(&self.outer, facts);
        let all = candidates::candidates(self, facts, &outer);
        let worth = self.worth(facts, &all);
        let mut previous: Option<Role> = None;
        let mut bases = Bases::default();
        let mut chosen = Vec::new();
        let unruled =
            |candidate: &Candidate| candidate.found.form == Form::Reported && facts.findings(&candidate.found.content).next().is_none();
        let counts = |candidate: &Candidate| match unruled(candidate) {
            true if candidates::tells(facts, &candidate.found.content) => UNRULED_TOLD,
            true => UNTOLD,
            false => 1.0,
        };
        let mut asked: Vec<f32> = all.iter().zip(&worth).map(|(candidate, worth)| worth * counts(candidate)).collect();
        candidates::tell_acts_apart(&all, &mut asked);
        candidates::tell_words_apart(facts, &all, &mut asked, &self.least);
        candidates::tell_answers(facts, &all, &mut asked);
        candidates::tell_callings(facts, &all, &mut asked, &self.least);
        // Where each stands among the chosen; what is left out gives what lies in it to what it lies in itself.
        let mut places: Vec<Option<usize>> = Vec::new();
        for (index, parent) in candidates::choose(&all, &asked, &self.least) {
            let candidate = all[index].clone();
            let parent = parent.and_then(|parent| places[parent]);
            places.push(parent);
            // "Zuerst hatte „Bild“ berichtet": the name of whoever tells.
            let teller = |around: usize| {
                let around: &Chosen = &chosen[around];
                around.candidate.found.form == Form::Reported
                    && around.roles.source.iter().any(|source| source.covers(candidate.found.content[0]))
            };
            if candidate.found.form == Form::Direct && parent.is_some_and(teller) {
                continue;
            }
            let (roles, sure) = self.roles_of(facts, &candidate.found, worth[index], &outer.paths[0], previous.as_ref(), &mut bases);
            let mut roles = inherited(&candidate.found, parent, &chosen).cloned().unwrap_or(roles);
            // "Das bestätigte am Dienstag Holm: Die Halle sei leer.": one cue has one source.
            let same_cue = |before: &&Chosen| !roles.cue.is_empty() && before.roles.cue == roles.cue;
            if roles.source.is_empty()
                && let Some(before) = chosen.last().filter(same_cue)
            {
                roles.source = before.roles.source.clone();
            }
            // "Das sagte der Ingenieur | der Welle. „Ich weiß es.“": whoever goes on is named as before, and no longer.
            let goes_on = |before: &&Chosen| match (before.roles.source.as_slice(), roles.source.as_slice()) {
                ([known], [one]) => known.start == one.start && known.end < one.end,
                _ => false,
            };
            if candidate.found.form == Form::Direct
                && roles.cue.is_empty()
                && let Some(before) = chosen.last().filter(goes_on)
            {
                roles.source = before.roles.source.clone();
            }
            if candidate.found.form == Form::FreeIndirect && narrated_between(facts, &candidate.found, &roles, &chosen) {
                roles.source.clear();
            }
            // "Auf die Kritik, er komme zu spät, ging er nicht ein.": one cue conveys it once.
            let told_twice = |other: &Chosen| {
                let taken = &other.roles.cue;
                other.candidate.found.form == Form::Indirect && roles.cue.iter().all(|span| taken.iter().any(|cue| cue.covers(*span)))
            };
            if candidate.found.form == Form::Reported && !roles.cue.is_empty() && chosen.iter().rev().take(NEAR).any(told_twice) {
                continue;
            }
            if unruled(&candidate) && !candidates::tells(facts, &candidate.found.content) && sources::is_mute(facts, &roles.source) {
                continue;
            }
            let gap = gapped(facts, &candidate.found);
            if let Some(gap) = gap {
                roles.source = vec![gap.source];
                parent
                    .into_iter()
                    .for_each(|outer| gap.cut(chosen[outer].candidate.found.form, &mut chosen[outer].candidate.found.content));
            }
            let place = places.len() - 1;
            places[place] = Some(chosen.len());
            let parent = parent.filter(|_| gap.is_none());
            if !roles.source.is_empty() {
                previous = Some(roles.source.clone());
            }
            chosen.push(Chosen { candidate, worth: worth[index], parent, roles, sure });
        }
        chosen
    }

    /// How sure the judge is that content and source are right, not yet calibrated.
    #[must_use]
    pub fn raw_confidence(&self, facts: &Facts<'_>, chosen: &Chosen) -> f32 {
        let seen = features::attribution(facts, &chosen.candidate, &chosen.roles, chosen.sure, chosen.worth);
        self.sure.probabilities(&seen)[1]
    }

    /// The attributions of a document.
    #[must_use]
    pub fn attributions(&self, facts: &Facts<'_>) -> Vec<Attribution> {
        let chosen = self.chosen(facts);
        let modes = self.modes_of(facts, &chosen);
        let attribution = |(chosen, mode): (Chosen, Mode)| {
            let confidence = self.calibration.of(self.raw_confidence(facts, &chosen));
            let evidence = evidence(facts, &chosen.candidate);
            let (form, content) = (chosen.candidate.found.form, chosen.candidate.found.content);
            let Roles { cue, source, addressee, frame } = chosen.roles;
            Attribution {
                form,
                mixed: attribution::is_mixed(facts.doc, form, &content),
                mode,
                content,
                cue,
                source,
                addressee,
                frame,
                parent: chosen.parent,
                stance: Vec::new(),
                confidence,
                evidence,
            }
        };
        chosen.into_iter().zip(modes).map(attribution).collect()
    }

    /// The roles of one content of this worth, and how sure source and cue are. `labels` are those of the document in the outermost layer, and
    /// `bases` what the field was found to say of its tokens for other contents.
    fn roles_of(
        &self,
        facts: &Facts<'_>,
        found: &Found,
        worth: f32,
        labels: &[u8],
        previous: Option<&Role>,
        bases: &mut Bases,
    ) -> (Roles, [f32; 2]) {
        let (form, content) = (found.form, &found.content);
        let window = Window::new(facts, form, content);
        let seen = features::roles(facts, form, content, &window, labels, previous);
        let mut scores = self.roles.scores(&seen);
        let known = bases.0.entry(form).or_insert_with(|| vec![None; facts.len()]);
        let mut room = Vec::new();
        for (score, at) in scores.iter_mut().zip(&window.tokens) {
            let base = known[*at].get_or_insert_with(|| {
                room.clear();
                features::role_base(facts, form, labels, *at, &mut room);
                self.roles.table.sum(&room)
            });
            score.iter_mut().zip(base).for_each(|(lane, weight)| *lane += *weight);
        }
        let mut path = self.roles.best(&scores, &seen.contexts);
        let marginals = self.roles.marginals(&scores, &seen.contexts);
        if !path.iter().any(|label| SOURCES.contains(label))
            && let Some((likeliest, token, label)) = likeliest_source(&marginals)
            && likeliest * worth >= LEAST_SOURCE
        {
            let score = scores[token][usize::from(label)];
            scores[token].fill(crf::IMPOSSIBLE);
            scores[token][usize::from(label)] = score;
            path = self.roles.best(&scores, &seen.contexts);
        }
        let mean = |wanted: &[u8]| {
            let (mut sum, mut count) = (0.0, 0.0);
            for (row, label) in marginals.iter().zip(&path).filter(|(_, label)| wanted.contains(label)) {
                sum += row[usize::from(*label)];
                count += 1.0;
            }
            if count > 0.0 { sum / count } else { 0.0 }
        };
        let mut roles = Roles::of_labels(&window.tokens, &path).of_form(form, content);
        // What the rules found for the same cue tells what it covers, and in full; a source inside of marks may be whose the words in the inner ones are.
        let told = match form {
            Form::Indirect => {
                let same = |rule: &&Attribution| rule.form == form && rule.cue == roles.cue;
                content.iter().copied().chain(facts.findings(content).filter(same).flat_map(|rule| rule.content.iter().copied())).collect()
            }
            _ => Role::new(),
        };
        sources::tidy(facts, &told, &mut roles);
        let ruled = facts.ruled(form, content);
        ruled.into_iter().for_each(|rule| sources::agree(facts, rule, &mut roles));
        if form == Form::Direct && roles.source.is_empty() && roles.cue.is_empty() {
            roles.source = sources::goes_on(facts, content).unwrap_or_default();
        }
        (roles, [mean(&SOURCES), mean(&[role::CUE])])
    }

    /// The modes of the attributions of a document.
    fn modes_of(&self, facts: &Facts<'_>, chosen: &[Chosen]) -> Vec<Mode> {
        let all: Vec<Conveyed<'_>> = chosen
            .iter()
            .map(|one| {
                let found = &one.candidate.found;
                Conveyed { form: found.form, content: &found.content, roles: &one.roles, parent: one.parent }
            })
            .collect();
        let seen = features::modes(facts, &all);
        // The likeliest mode of each, not the likeliest sequence: it is each one that is right or wrong, and a sequence carries a mistake on.
        let likeliest =
            |row: Row| (0..MODES.len()).max_by(|one, other| row[*one].total_cmp(&row[*other]).then(other.cmp(one))).unwrap_or(0);
        let rows = self.mode.marginals(&self.mode.scores(&seen), &seen.contexts);
        let mut modes: Vec<Mode> = Vec::with_capacity(rows.len());
        for (row, one) in rows.into_iter().zip(chosen) {
            // What goes on without a cue goes on as it began. (Medium of a third of train left out 56.6 to 56.8, of dev 58.5 to 59.1.)
            let goes_on = one.candidate.found.form == Form::IndirectFreeIndirect && one.roles.cue.is_empty();
            modes.push(modes.last().copied().filter(|_| goes_on).unwrap_or(MODES[likeliest(row)]));
        }
        modes
    }
}

/// The roles that words in marks take from what they stand in: of what they end ("…, der Mann habe gerufen, er werde „alle mitnehmen“"), or of the told act
/// around them, whose source is nearer than that of the clause before ("Er lobte das Haus, während sie von „Stückwerk“ sprach").
fn inherited<'a>(found: &Found, parent: Option<usize>, chosen: &'a [Chosen]) -> Option<&'a Roles> {
    let around = &chosen[parent.filter(|_| found.form == Form::Direct)?];
    let ends = |other: &&Chosen| {
        let told = &other.candidate.found;
        other.parent == parent && told.form == Form::Indirect && told.content.last().is_some_and(|span| span.end == found.content[0].start)
    };
    let told = Some(around).filter(|around| around.candidate.found.form == Form::Reported && !around.roles.source.is_empty());
    chosen.last().filter(ends).or(told).map(|other| &other.roles)
}

/// True if a sentence that nobody is found to speak in stands between what is said to be done and whose words that would be: "Holm verlangte mehr. Am Kai
/// wurde das Tuch abgehängt. Ein neues soll bis Freitag fertig sein."
fn narrated_between(facts: &Facts<'_>, found: &Found, roles: &Roles, chosen: &[Chosen]) -> bool {
    let sentence = |at: u32| facts.doc.sentences.partition_point(|sentence| sentence.tokens.end <= at);
    let (here, Some(source)) = (sentence(found.content[0].start), roles.source.first()) else { return false };
    let Some(before) = here.checked_sub(1).map(|before| facts.doc.sentences[before].tokens) else { return false };
    if !roles.cue.is_empty() || source.start >= before.start {
        return false;
    }
    let touches = |role: &Role| role.iter().any(|span| span.overlaps(before));
    !chosen.iter().rev().take(NEAR).any(|other| touches(&other.candidate.found.content) || touches(&other.roles.cue))
}

/// How many attributions before one may stand in the sentence before it.
const NEAR: usize = 8;

/// The clause that words in marks stand in, where it leaves its verb out.
fn gapped(facts: &Facts<'_>, found: &Found) -> Option<Gap> {
    let (Form::Direct, [content]) = (found.form, found.content.as_slice()) else { return None };
    let at = facts.quotation_at(content.start)?;
    facts.analysis.gapped[at].filter(|_| facts.doc.quotations[at].tokens == *content)
}

/// What the worth of a told act counts that no rule finds: it is narration more often than not ("Er wirkte müde."), one in four of dev is right where it
/// is every second one that rules find too. Of 0.55, 0.65, 0.75, 0.85 and 1 the one with the best F1 of content: dev 79.7 to 79.1, our own score split
/// 92.4 to 92.1.
const UNRULED_TOLD: f32 = 0.55;

/// The same where no verb or noun in it tells anything ("Die Vorräte reichten bis Mai."). Of 0.55, 0.35 and 0.2 the middle: dev has messages 80.57, 80.63,
/// 80.63, our own score split 92.74, 92.60, 92.52.
const UNTOLD: f32 = 0.4;

/// Labels of sources.
const SOURCES: [u8; 2] = [role::SOURCE, role::SOURCE_APART];

/// How likely a source must be, times how sure its content is, to be taken where the best path has none. The best path as a whole leaves a source
/// out where several places share its probability; chosen, among 0.15 to 0.3, which differ by a tenth, on parts of train left out.
const LEAST_SOURCE: f32 = 0.3;

/// The likeliest label of a source: its probability, its token, and which it is.
fn likeliest_source(marginals: &[Row]) -> Option<(f32, usize, u8)> {
    let all = marginals.iter().enumerate().flat_map(|(token, row)| SOURCES.map(|label| (row[usize::from(label)], token, label)));
    all.max_by(|one, other| one.0.total_cmp(&other.0))
}

/// What the field for roles says of each token by [`features::role_base`], for each form.
#[derive(Debug, Default)]
struct Bases(BTreeMap<Form, Vec<Option<Row>>>);

/// What found a content: the model, and the rules that found the same.
fn evidence(facts: &Facts<'_>, candidate: &Candidate) -> Vec<&'static str> {
    let mut evidence = vec!["model"];
    if let Some(rule) = facts.findings(&candidate.found.content).find(|rule| rule.content == candidate.found.content) {
        evidence.extend(&rule.evidence);
    }
    evidence
}

#[cfg(test)]
mod tests {
    use super::{Calibration, likeliest_source, role};
    use crate::crf::LANES;

    #[test]
    fn the_likeliest_source_is_of_either_label() {
        let row = |source: f32, apart: f32| {
            let mut row = [0.0; LANES];
            (row[usize::from(role::SOURCE)], row[usize::from(role::SOURCE_APART)], row[usize::from(role::NONE)]) = (source, apart, 0.9);
            row
        };
        assert_eq!(likeliest_source(&[row(0.1, 0.0), row(0.2, 0.3), row(0.25, 0.1)]), Some((0.3, 1, role::SOURCE_APART)));
        assert_eq!(likeliest_source(&[row(0.4, 0.3)]), Some((0.4, 0, role::SOURCE)));
        assert_eq!(likeliest_source(&[]), None);
    }

    #[test]
    fn a_calibration_is_straight_between_its_points_and_level_beyond() {
        let curve = Calibration { points: vec![(0.2, 0.1), (0.6, 0.5), (0.9, 0.95)] };
        let at = |raw: f32, expected: f32| assert!((curve.of(raw) - expected).abs() < 1e-6, "{raw}: {}", curve.of(raw));
        at(0.0, 0.1);
        at(0.2, 0.1);
        at(0.4, 0.3);
        at(0.75, 0.725);
        at(1.0, 0.95);
        assert!((Calibration::default().of(0.3) - 0.3).abs() < 1e-6, "no points, no change");
    }
}
