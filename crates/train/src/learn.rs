//! From documents to a model: the fields are fitted one after the other, the judges last.
//!
//! What a field learns from the findings of another must look as it will when the model is used. So the data is cut into parts, and each
//! document is read by fields that were fitted without its part (Wolpert 1992, "Stacked generalization").

use crate::card::Measured;
use crate::data::{self, Example};
use crate::fit::{self, Options, Sequence};
use crate::lessons::Lesson;
use crate::workshop::Workshop;
use rayon::prelude::*;
use zufolge::Span;
use zufolge::attribution::{Form, Role};
use zufolge::document::Token;
use zufolge_corpus::score::{Scheme, Score, Tally, overlap};
use zufolge_corpus::{Annotation, Example as Compared};
use zufolge_model::candidates::{self, Candidate, Outer};
use zufolge_model::crf::Crf;
use zufolge_model::features::{self, Conveyed, Facts, Linguistics, Window};
use zufolge_model::labels::{Roles, content, role};
use zufolge_model::predictor::{Calibration, Chosen, MODES, Model, worth};

/// How each field is fitted.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Outermost contents.
    pub outer: Options,
    /// Contents inside contents.
    pub inner: Options,
    /// Roles.
    pub roles: Options,
    /// Modes.
    pub mode: Options,
    /// Judges.
    pub judge: Options,
    /// Parts into which the data is cut.
    pub parts: usize,
}

impl Default for Plan {
    fn default() -> Self {
        let options = Options::default();
        let short = Options { epochs: 10, ..options };
        Plan {
            outer: Options { penalty: 5.0, dropout: 0.5, ..options },
            inner: Options { penalty: 5.0, dropout: 0.5, ..short },
            roles: Options { penalty: 3.0, dropout: 0.4, ..options },
            mode: Options { penalty: 2.0, dropout: 0.5, ..short },
            judge: Options { penalty: 4.0, dropout: 0.75, ..short },
            parts: 4,
        }
    }
}

impl Plan {
    /// The same plan from another seed.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        for options in [&mut self.outer, &mut self.inner, &mut self.roles, &mut self.mode, &mut self.judge] {
            options.seed = seed;
        }
        self
    }
}

/// A document ready to learn from.
#[derive(Debug)]
pub struct Prepared<'a> {
    /// The document and its annotations.
    pub example: &'a Example,
    /// What is known of it.
    pub facts: Facts<'a>,
    /// What the field for outermost contents sees, and should say.
    pub(crate) outer: Sequence,
}

/// Looks at all documents once.
#[must_use]
pub fn prepare<'a>(examples: &'a [Example], linguistics: &Linguistics) -> Vec<Prepared<'a>> {
    examples
        .par_iter()
        .map(|example| {
            let facts = Facts::new(&example.doc, linguistics);
            let outer = Sequence::new(features::content(&facts), example.outer());
            Prepared { example, facts, outer }
        })
        .collect()
}

/// How many fields [`learn`] fits, with lessons or without.
#[must_use]
pub fn fits(plan: Plan, lessons: bool) -> usize {
    6 * (plan.parts + 1) + usize::from(lessons)
}

/// A model, and how good its like is on what it has not seen.
#[derive(Debug)]
pub struct Learned {
    /// The model.
    pub model: Model,
    /// Each document read by fields and judges that were fitted without its part: real news only, where there is any. Confidences are not
    /// calibrated, and how good a candidate must be is chosen on these same documents.
    pub held_out: Measured,
}

/// Fits all fields: to documents, and those for contents and roles and the judge of candidates to lessons too.
#[must_use]
pub fn learn(documents: &[&Prepared<'_>], lessons: &[Lesson<'_>], plan: Plan, workshop: &Workshop<'_>) -> Learned {
    let course = Course::new(documents, plan, workshop);
    let outer = course.outer(lessons);
    let seen = course.each(|index, document| Outer::new(&outer[course.part_of(index)], &document.facts));
    let read = read(documents, lessons, plan, workshop);
    let models = course.fields(outer, &seen, lessons, &read);

    let candidates: Vec<Vec<Candidate>> =
        course.each(|index, document| candidates::candidates(&models[course.part_of(index)], &document.facts, &seen[index]));
    let whole = &models[plan.parts];
    let judged: Vec<Sequence> = lessons.par_iter().zip(&read).flat_map_iter(|(lesson, seen)| lesson.judged(whole, seen)).collect();
    let models = course.judges(models, &candidates, &judged);
    let least = least(&course.offers(&models, &candidates));
    let models: Vec<Model> = models.into_iter().map(|model| Model { least, ..model }).collect();

    let chosen: Vec<Vec<Chosen>> = course.each(|index, document| models[course.part_of(index)].chosen(&document.facts));
    let models = course.modes(models, &chosen);
    let held_out = course.held_out(&models);
    let (sure, calibration) = course.sure(&chosen);
    let Some(last) = models.into_iter().next_back() else { unreachable!("the whole is the last part") };
    Learned { model: Model { sure, calibration, ..last }.rounded(), held_out }
}

/// Documents that are dealt to parts: whatever reads a document on the way has not seen its part. Of each kind of field there is one for each part,
/// and at last one that has seen all.
struct Course<'a> {
    documents: &'a [&'a Prepared<'a>],
    plan: Plan,
    workshop: &'a Workshop<'a>,
    parts: Vec<Option<usize>>,
    /// Whether there is real news.
    real: bool,
}

impl<'a> Course<'a> {
    fn new(documents: &'a [&'a Prepared<'a>], plan: Plan, workshop: &'a Workshop<'a>) -> Self {
        let parts = (0..plan.parts).map(Some).chain([None]).collect();
        let real = documents.iter().any(|document| document.example.wikinews);
        Course { documents, plan, workshop, parts, real }
    }

    fn part_of(&self, index: usize) -> usize {
        index % self.plan.parts
    }

    /// Which documents are not of a part.
    fn without(&self, part: Option<usize>) -> impl Iterator<Item = usize> {
        let parts = self.plan.parts;
        (0..self.documents.len()).filter(move |index| Some(index % parts) != part)
    }

    /// True for real news, where there is any: that is what is read, and who speaks and who writes is a matter of the paper's habit.
    fn counts(&self, index: usize) -> bool {
        !self.real || self.documents[index].example.wikinews
    }

    /// Something of each document.
    fn each<T: Send>(&self, of: impl Fn(usize, &'a Prepared<'a>) -> T + Sync) -> Vec<T> {
        self.documents.par_iter().enumerate().map(|(index, document)| of(index, document)).collect()
    }

    /// What is learned from all documents but those of a part.
    fn gather(&self, data: &[Vec<Sequence>], part: Option<usize>) -> Vec<Sequence> {
        self.without(part).flat_map(|index| data[index].clone()).collect()
    }

    /// The fields for outermost contents.
    fn outer(&self, lessons: &[Lesson<'_>]) -> Vec<Crf> {
        let fit = |part: &Option<usize>| {
            let documents = self.without(*part).map(|index| &self.documents[index].outer);
            let data: Vec<Sequence> = documents.chain(lessons.iter().map(|lesson| &lesson.document.outer)).cloned().collect();
            self.workshop.fit(content::COUNT, &data, self.plan.outer)
        };
        self.parts.par_iter().map(fit).collect()
    }

    /// Models with fields for contents and roles. All else is fitted next, to what these find.
    fn fields(&self, outer: Vec<Crf>, seen: &[Outer], lessons: &[Lesson<'_>], read: &[Outer]) -> Vec<Model> {
        let taught: Vec<Sequence> = lessons.par_iter().zip(read).flat_map_iter(|(lesson, seen)| lesson.roles(&seen.paths[0])).collect();
        let inner: Vec<Vec<Sequence>> = self.each(|_, document| inner_data(document));
        let described: Vec<Vec<Sequence>> = self.each(|index, document| roles_data(document, &seen[index].paths[0]));
        let plan = self.plan;
        let fit = |(part, outer): (&Option<usize>, Crf)| Model {
            outer,
            inner: self.workshop.fit(content::COUNT, &self.gather(&inner, *part), plan.inner),
            roles: self.workshop.fit(role::COUNT, &[self.gather(&described, *part), taught.clone()].concat(), plan.roles),
            mode: fit::fit(MODES.len(), &[], plan.mode),
            worth: fit::fit(worth::COUNT, &[], plan.judge),
            sure: fit::fit(2, &[], plan.judge),
            least: [[0.5; 2]; 5],
            calibration: Calibration::default(),
        };
        self.parts.par_iter().zip(outer).map(fit).collect()
    }

    /// The same with judges of candidates.
    fn judges(&self, models: Vec<Model>, candidates: &[Vec<Candidate>], taught: &[Sequence]) -> Vec<Model> {
        let judged: Vec<Vec<Sequence>> = self.each(|index, document| worth_data(document, &candidates[index]));
        let fit = |(part, model): (&Option<usize>, Model)| {
            let judged = [self.gather(&judged, *part), taught.to_vec()].concat();
            Model { worth: self.workshop.fit(worth::COUNT, &judged, self.plan.judge), ..model }
        };
        self.parts.par_iter().zip(models).map(fit).collect()
    }

    fn offers<'b>(&'b self, models: &[Model], candidates: &'b [Vec<Candidate>]) -> Vec<Offer<'b>> {
        let offer = |index: usize| {
            let (document, all) = (self.documents[index], &candidates[index]);
            let worth = models[self.part_of(index)].worth(&document.facts, all);
            Offer { reference: &document.example.annotations, all, worth }
        };
        (0..self.documents.len()).into_par_iter().filter(|index| self.counts(*index)).map(offer).collect()
    }

    /// The same with fields for modes, which are told of what was found, sources and cues that are not quite right among it, and learned from that as
    /// well.
    fn modes(&self, models: Vec<Model>, chosen: &[Vec<Chosen>]) -> Vec<Model> {
        let modes: Vec<Vec<Sequence>> = self.each(|index, document| match self.counts(index) {
            true => vec![modes_data(document), found_modes_data(document, &chosen[index])],
            false => Vec::new(),
        });
        let fit = |(part, model): (&Option<usize>, Model)| {
            let mode = self.workshop.fit(MODES.len(), &self.gather(&modes, *part), self.plan.mode);
            Model { mode, ..model }
        };
        self.parts.par_iter().zip(models).map(fit).collect()
    }

    fn held_out(&self, models: &[Model]) -> Measured {
        let mut held_out = Measured::default();
        for (part, model) in models.iter().enumerate().take(self.plan.parts) {
            let unseen = (0..self.documents.len()).filter(|index| self.part_of(*index) == part && self.counts(*index));
            held_out.add(model, &unseen.map(|index| self.documents[index]).collect::<Vec<_>>());
        }
        held_out
    }

    /// The classifier that gives the confidence, and how it is calibrated.
    fn sure(&self, chosen: &[Vec<Chosen>]) -> (Crf, Calibration) {
        let sure: Vec<Vec<Sequence>> = self.each(|index, document| sure_data(document, &chosen[index]));
        let fit = |part: &Option<usize>| self.workshop.fit(2, &self.gather(&sure, *part), self.plan.judge);
        let mut judges: Vec<Crf> = self.parts.par_iter().map(fit).collect();
        let Some(last) = judges.pop() else { unreachable!("the whole is the last part") };
        let judged = (0..self.documents.len()).filter(|index| self.counts(*index)).flat_map(|index| {
            let judge = &judges[self.part_of(index)];
            sure[index].iter().map(|one| (judge.probabilities(&one.seen)[1], one.labels[0] == 1))
        });
        (last, calibrate(judged.collect()))
    }
}

/// The lessons as a field reads them that was fitted without them.
fn read(documents: &[&Prepared<'_>], lessons: &[Lesson<'_>], plan: Plan, workshop: &Workshop<'_>) -> Vec<Outer> {
    if lessons.is_empty() {
        return Vec::new();
    }
    let data: Vec<Sequence> = documents.iter().map(|document| document.outer.clone()).collect();
    let field = workshop.fit(content::COUNT, &data, plan.outer);
    lessons.par_iter().map(|lesson| Outer::new(&field, &lesson.document.facts)).collect()
}

/// What may be chosen in a document, and what should be.
struct Offer<'a> {
    reference: &'a [Annotation],
    all: &'a [Candidate],
    worth: Vec<f32>,
}

/// How good candidates of each form must be for the choice to be best, one bound after the other and all twice.
fn least(offers: &[Offer<'_>]) -> [[f32; 2]; 5] {
    const STEPS: [f32; 13] = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7];
    let mut least = [[0.3; 2]; 5];
    for bound in (0..20).map(|number| number % 10) {
        let (form, inner) = (bound % 5, bound / 5);
        let tries = STEPS.par_iter().map(|step| {
            let mut tried = least;
            tried[form][inner] = *step;
            (worth_of(offers, &tried), *step)
        });
        if let Some((_, step)) = tries.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.total_cmp(&one.1))) {
            least[form][inner] = step;
        }
    }
    least
}

/// How good the choice with these bounds is: F of the contents, with recall a little heavier than precision, since a reader passes over what is
/// not needed more easily than finding what is not there; and what is found of each form, so that a rare one is not given up.
fn worth_of(offers: &[Offer<'_>], least: &[[f32; 2]; 5]) -> f64 {
    const BETA: f64 = 1.2;
    const EACH_FORM: f64 = 0.2;
    let mut tally = Tally::new(Scheme::Wikinews);
    for offer in offers {
        let predicted = candidates::choose(offer.all, &offer.worth, least).into_iter().map(|(index, _)| {
            let found = &offer.all[index].found;
            Annotation { form: Some(found.form), content: found.content.clone(), ..Annotation::default() }
        });
        tally.add(&Compared { predicted: predicted.collect(), reference: offer.reference.to_vec() });
    }
    let Score { precision, recall } = tally.messages();
    let all = (1.0 + BETA * BETA) * precision * recall / (BETA * BETA * precision + recall).max(f64::MIN_POSITIVE);
    let forms = tally.by_form().values().map(|found| found.found as f64 / found.reference.max(1) as f64);
    all + EACH_FORM * forms.sum::<f64>() / tally.by_form().len().max(1) as f64
}

/// The rising curve that fits best: pools of neighbours that fall (Ayer et al. 1955), none of fewer than [`SMALLEST_POOL`].
fn calibrate(mut judged: Vec<(f32, bool)>) -> Calibration {
    judged.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut pools: Vec<[f64; 3]> = Vec::new();
    let mut waiting = [0.0; 3];
    for (raw, right) in judged {
        waiting = [waiting[0] + 1.0, waiting[1] + f64::from(raw), waiting[2] + f64::from(u8::from(right))];
        if waiting[0] >= SMALLEST_POOL {
            pools.push(std::mem::take(&mut waiting));
        }
        while let [.., one, other] = &pools[..]
            && one[2] / one[0] >= other[2] / other[0]
        {
            let pooled = [one[0] + other[0], one[1] + other[1], one[2] + other[2]];
            pools.truncate(pools.len() - 2);
            pools.push(pooled);
        }
    }
    let points: Vec<(f32, f32)> = pools.iter().map(|[count, raw, right]| ((raw / count) as f32, cautious(right / count) as f32)).collect();
    Calibration { points }
}

/// A share of right ones as it is said: who reads 0.9 counts on more than that, so that the highest ones are told a little lower.
fn cautious(share: f64) -> f64 {
    share - 0.03 * ((share - 0.84) / 0.08).clamp(0.0, 1.0)
}

/// Attributions that a point of the calibration curve stands for, at least.
const SMALLEST_POOL: f64 = 60.0;

/// What the field for contents in contents sees in a document, and should say.
fn inner_data(document: &Prepared<'_>) -> Vec<Sequence> {
    let labels = &document.outer.labels;
    let sequence = |(stretch, inner): (Span<Token>, Vec<u8>)| {
        let more = features::nested(&document.facts, stretch, labels);
        Sequence::new(document.outer.seen.stretch(stretch.range(), &more), inner)
    };
    document.example.inner().into_iter().map(sequence).collect()
}

/// What the field for roles sees in a document, and should say.
pub(crate) fn roles_data(document: &Prepared<'_>, seen: &[u8]) -> Vec<Sequence> {
    let mut all = Vec::new();
    let mut previous: Option<&Role> = None;
    for annotation in in_order(&document.example.annotations) {
        let form = annotation.form.unwrap_or(Form::Indirect);
        let source = &annotation.source;
        let window = Window::new(&document.facts, form, &annotation.content);
        let observation = features::roles(&document.facts, form, &annotation.content, &window, seen, previous)
            .with(|index, own| features::role_base(&document.facts, form, seen, window.tokens[index], own));
        let annotation = &told(document, annotation, form);
        all.push(Sequence::new(observation, data::role_labels(annotation, &window, form)));
        if !source.is_empty() {
            previous = Some(source);
        }
    }
    all
}

/// Annotations with a content, as the predictor orders what it finds.
pub(crate) fn in_order(annotations: &[Annotation]) -> Vec<&Annotation> {
    let mut annotations: Vec<&Annotation> = annotations.iter().filter(|annotation| !annotation.content.is_empty()).collect();
    annotations.sort_by_key(|annotation| (annotation.content[0].start, std::cmp::Reverse(annotation.content.last().map(|span| span.end))));
    annotations
}

/// What the field for modes sees in a document, and should say.
fn modes_data(document: &Prepared<'_>) -> Sequence {
    let annotations: Vec<Annotation> = in_order(&document.example.annotations).into_iter().cloned().collect();
    let labels = annotations.iter().map(|annotation| annotation.mode.map_or(0, data::mode_label)).collect();
    let roles: Vec<Roles> = annotations.iter().map(roles_of).collect();
    let all: Vec<Conveyed<'_>> = annotations
        .iter()
        .zip(&roles)
        .zip(data::holders(&annotations))
        .map(|((annotation, roles), (parent, _))| {
            let form = annotation.form.unwrap_or(Form::Indirect);
            Conveyed { form, content: &annotation.content, roles, parent }
        })
        .collect();
    Sequence::new(features::modes(&document.facts, &all), labels)
}

/// As [`modes_data`], of those found attributions that are annotated.
fn found_modes_data(document: &Prepared<'_>, chosen: &[Chosen]) -> Sequence {
    let reference = &document.example.annotations;
    let compared = Compared { predicted: annotations(chosen), reference: reference.clone() };
    let mut meant = vec![None; chosen.len()];
    for group in compared.groups(Scheme::Wikinews) {
        if let (Some(one), Some(other)) = (group.reference, group.predicted)
            && overlap(&reference[one].content, &compared.predicted[other].content) >= HALF
        {
            meant[other] = Some(reference[one].mode.map_or(0, data::mode_label));
        }
    }
    let mut places = vec![None; chosen.len()];
    let (mut all, mut labels) = (Vec::new(), Vec::new());
    for (index, (one, label)) in chosen.iter().zip(meant).enumerate() {
        let Some(label) = label else { continue };
        places[index] = Some(all.len());
        let found = &one.candidate.found;
        all.push(Conveyed {
            form: found.form,
            content: &found.content,
            roles: &one.roles,
            parent: one.parent.and_then(|parent| places[parent]),
        });
        labels.push(label);
    }
    Sequence::new(features::modes(&document.facts, &all), labels)
}

/// An annotation as it teaches roles. The Wikinews corpus marks no cues of told speech acts; those of the rules stand in for them.
fn told(document: &Prepared<'_>, annotation: &Annotation, form: Form) -> Annotation {
    let mut annotation = annotation.clone();
    if document.example.wikinews && form == Form::Reported && annotation.cue.is_empty() {
        let rules = document.facts.analysis.found.iter().filter(|rule| rule.form == Form::Reported);
        let same = rules.filter(|rule| overlap(&rule.content, &annotation.content) >= HALF).map(|rule| &rule.cue);
        annotation.cue = same.max_by_key(|cue| cue.len()).cloned().unwrap_or_default();
    }
    annotation
}

fn roles_of(annotation: &Annotation) -> Roles {
    Roles {
        cue: annotation.cue.clone(),
        source: annotation.source.clone(),
        addressee: annotation.addressee.clone(),
        frame: annotation.frame.clone(),
    }
}

/// From which overlap on a content counts as found, and as found rightly.
const HALF: f64 = 0.5;
const NEARLY_ALL: f64 = 0.9;

/// What the judge of candidates sees in a document, and should say.
pub(crate) fn worth_data(document: &Prepared<'_>, all: &[Candidate]) -> Vec<Sequence> {
    let judge = |(candidate, rivals): (&Candidate, (f32, bool))| {
        let best = document
            .example
            .annotations
            .iter()
            .map(|annotation| {
                let shared = overlap(&annotation.content, &candidate.found.content);
                if shared < HALF {
                    worth::WRONG
                } else if shared >= NEARLY_ALL && annotation.form == Some(candidate.found.form) {
                    worth::RIGHT
                } else {
                    worth::PARTLY
                }
            })
            .max();
        Sequence::new(features::candidate(&document.facts, candidate, rivals), vec![best.unwrap_or(worth::WRONG)])
    };
    all.iter().zip(candidates::rivals(all)).map(judge).collect()
}

/// From which overlap on a printed content is right, for confidence.
pub const RIGHT: f64 = 0.8;

/// Whether each of the predicted attributions is right: its content, and its source.
#[must_use]
pub fn right(reference: &[Annotation], predicted: &[Annotation]) -> Vec<bool> {
    let compared = Compared { predicted: predicted.to_vec(), reference: reference.to_vec() };
    let mut right = vec![false; predicted.len()];
    for group in compared.groups(Scheme::Wikinews) {
        if let (Some(one), Some(other)) = (group.reference, group.predicted) {
            let (one, other_one) = (&reference[one], &predicted[other]);
            let source = overlap(&one.source, &other_one.source) >= HALF || one.source.is_empty() && other_one.source.is_empty();
            right[other] = overlap(&one.content, &other_one.content) >= RIGHT && source;
        }
    }
    right
}

fn sure_data(document: &Prepared<'_>, chosen: &[Chosen]) -> Vec<Sequence> {
    right(&document.example.annotations, &annotations(chosen))
        .into_iter()
        .zip(chosen)
        .map(|(right, chosen)| {
            let seen = features::attribution(&document.facts, &chosen.candidate, &chosen.roles, chosen.sure, chosen.worth);
            Sequence::new(seen, vec![u8::from(right)])
        })
        .collect()
}

fn annotations(chosen: &[Chosen]) -> Vec<Annotation> {
    let annotation = |(id, chosen): (usize, &Chosen)| Annotation {
        id,
        form: Some(chosen.candidate.found.form),
        content: chosen.candidate.found.content.clone(),
        source: chosen.roles.source.clone(),
        ..Annotation::default()
    };
    chosen.iter().enumerate().map(annotation).collect()
}
