//! What was measured, on stdout and as JSON, beside what it may be.

use serde::Serialize;

use super::child::Run;

/// All that was measured.
#[derive(Serialize)]
pub struct Sheet {
    teiten: &'static str,
    cases: Vec<Case>,
}

impl Default for Sheet {
    fn default() -> Self {
        Self { teiten: env!("CARGO_PKG_VERSION"), cases: Vec::new() }
    }
}

/// What one case took.
#[derive(Serialize)]
struct Case {
    name: String,
    runs: usize,
    unit: &'static str,
    median: f64,
    worst: f64,
    /// What the median may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<f64>,
    /// Stages of the case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stages: Vec<Self>,
}

impl Case {
    fn of(name: &str, unit: &'static str, mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let (runs, median) = (values.len(), values[values.len() / 2]);
        let worst = values[runs - 1];
        Self { name: name.to_owned(), runs, unit, median, worst, limit: None, stages: Vec::new() }
    }

    fn above(&self) -> bool {
        self.limit.is_some_and(|limit| self.median > limit)
    }

    fn print(&self, indent: &str) {
        let limit = self.limit.map(|limit| format!("  limit {limit:.1}")).unwrap_or_default();
        let verdict = if self.above() { "  TOO MUCH" } else { "" };
        let name = format!("{indent}{}", self.name);
        println!("{name:42} {:9.1} {:9.1} {}{limit}{verdict}", self.median, self.worst, self.unit);
        self.stages.iter().for_each(|stage| stage.print("  "));
    }
}

impl Sheet {
    /// Adds a figure and prints it; gives its median.
    pub fn add(&mut self, name: &str, unit: &'static str, values: Vec<f64>, limit: Option<f64>) -> f64 {
        self.keep(Case { limit, ..Case::of(name, unit, values) })
    }

    /// Adds time and memory of whole processes, by stage; gives the median time.
    pub fn add_runs(&mut self, name: &str, runs: &[Run], [wall, peak]: [Option<f64>; 2]) -> f64 {
        let each = |value: &dyn Fn(&Run) -> f64| runs.iter().map(value).collect::<Vec<_>>();
        let names = runs.first().map(|run| run.stages.clone()).unwrap_or_default();
        let stages = names.iter().enumerate().flat_map(|(at, (stage, _, _))| {
            let (time, memory) = (each(&|run| run.stages[at].1), each(&|run| run.stages[at].2));
            [Case::of(stage, "ms", time), Case::of(&format!("{stage}, memory"), "MB", memory)]
        });
        let stages = stages.collect();
        self.keep(Case { limit: peak, ..Case::of(&format!("{name}: memory"), "MB", each(&|run| run.peak)) });
        self.keep(Case { limit: wall, stages, ..Case::of(name, "ms", each(&|run| run.wall)) })
    }

    fn keep(&mut self, case: Case) -> f64 {
        if self.cases.is_empty() {
            println!("{:42} {:>9} {:>9}", "", "median", "worst");
        }
        case.print("");
        self.cases.push(case);
        self.cases[self.cases.len() - 1].median
    }

    /// Whether a median is above its limit.
    pub fn too_much(&self) -> bool {
        self.cases.iter().any(Case::above)
    }

    /// Everything as JSON.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("JSON") + "\n"
    }
}
