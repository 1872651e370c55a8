//! Two editions compared, or one as it would be from either of two deliveries; nothing is written.
//!
//! Comes in: two folders, each of an edition or of what was built of one. Goes out: what differs, language by language,
//! and a drawing of both states of every chart whose lines differ.

mod data;
mod overlay;
mod side;

use std::collections::BTreeMap;
use std::path::Path;

pub use data::diff_data;

use super::order::Step;
use crate::chart::Svg;
use crate::compare::{self, Comparison, Delivery, Print};
use crate::finding::{Finding, Said};
use crate::lang::Lang;
use crate::render;
use crate::report::Report;

/// What differs.
#[derive(Debug, Default)]
pub struct Difference {
    /// What keeps a side from being read or composed.
    pub findings: Vec<Finding>,
    /// What was read of the observations, in a few lines.
    pub coverage: Vec<Said>,
    /// The reports of each language that both sides have.
    pub compared: Vec<Compared>,
    /// Languages that only the old side has.
    pub only_old: Vec<Lang>,
    /// Languages that only the new side has.
    pub only_new: Vec<Lang>,
    /// What differs between two deliveries, and what the manuscript prints from either, where these were compared.
    pub delivery: Option<(Delivery, Vec<Print>)>,
}

/// The reports of one language.
#[derive(Debug)]
pub struct Compared {
    /// What differs.
    pub comparison: Comparison,
    /// Both states of each chart whose lines differ, by its anchor.
    pub overlays: BTreeMap<String, Svg>,
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        let same =
            |(delivery, _): &(Delivery, _)| delivery.keys.is_empty() && delivery.sensor_days.is_empty();
        self.compared.iter().all(|compared| compared.comparison.changes.is_empty())
            && self.only_old.is_empty()
            && self.only_new.is_empty()
            && self.delivery.as_ref().is_none_or(same)
    }

    /// All of it as a page in `lang`.
    pub fn page(&self, lang: &Lang) -> String {
        let compared = self.compared.iter().map(|Compared { comparison, overlays }| (comparison, overlays));
        let compared: Vec<_> = compared.collect();
        let delivery = self.delivery.as_ref().map(|(delivery, prints)| (delivery, prints.as_slice()));
        render::differences(lang, &compared, (&self.only_old, &self.only_new), delivery)
    }
}

/// Compares what lies in `old` and `new`, absolute; `tell` hears each step before it begins.
pub fn diff(old: &Path, new: &Path, tell: &mut dyn FnMut(Step)) -> Difference {
    let mut difference = Difference::default();
    let old = side::side(old, &mut difference, tell);
    let new = side::side(new, &mut difference, tell);
    if let (Some(old), Some(new)) = (old, new) {
        difference.compare(&old, &new);
    }
    difference
}

/// The finished reports of a side, its first language first.
type Side = Vec<Spoken>;

/// The finished report in a language.
type Spoken = (Lang, Report);

impl Difference {
    fn compare(&mut self, old: &[Spoken], new: &[Spoken]) {
        let of = |side: &[Spoken], lang: &Lang| side.iter().position(|(held, _)| held == lang);
        for (lang, new) in new {
            let Some(at) = of(old, lang) else {
                self.only_new.push(lang.clone());
                continue;
            };
            let comparison = compare::compare(&old[at].1, new);
            let overlays = overlay::overlays(&comparison, &old[at].1, new, self.compared.len());
            self.compared.push(Compared { comparison, overlays });
        }
        self.only_old =
            old.iter().map(|(lang, _)| lang).filter(|lang| of(new, lang).is_none()).cloned().collect();
    }
}
