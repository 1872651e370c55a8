//! A site of its own for each test: the synthetic one's tables of sensors, outages and published ranks, a short
//! manuscript, and whatever is delivered.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use teiten::config::{self, Site};
use teiten::finding::{Finding, Level};
use teiten::lang::Lang;
use teiten::names::Names;
use teiten::observe::{self, Proposal};
use teiten::pipeline::{self, Order};
use teiten::quarter::Quarter;
use teiten::question::{By, Filter, GridPlan, Observed, Plan, Scope};
use tempfile::TempDir;

/// What every site says before its sources.
const HEAD: &str = r#"teiten = 1

[site]
id = "delivered"
title = "インターネット定点観測レポート"
publisher = "架空インターネット観測センター"
lang = "ja"

"#;

const EDITION: &str = r#"teiten = 1
quarter = "2022q4"
status = "draft"
date = 2023-02-14
version = "1.0"
langs = ["ja"]
"#;

const MANUSCRIPT: &str = r#"- 最も多く観測した宛先ポートは{{ top_ports[1].label }}でした。
- 最も多い送信元地域は{{ top_regions[1].label }}でした。
- 23/TCPは{{ top_ports["23/TCP"].peak_day }}に最多となりました。

# 概況

[](#top_ports)、[](#trend_ports)、[](#top_regions)、[](#trend_regions)に示します。

```table
id = "top_ports"
source = "ports"
rows = "port"
top = 5
columns = ["rank", "label", "previous", "packets", "share"]
```

```chart
id = "trend_ports"
of = "top_ports"
finding = "増減を繰り返しました。"
```

```table
id = "top_regions"
source = "regions"
rows = "region"
top = 5
columns = ["rank", "label", "previous", "packets", "share"]
```

```chart
id = "trend_regions"
of = "top_regions"
finding = "大きな変化はありません。"
```
"#;

/// A site.
pub struct House {
    folder: TempDir,
}

impl House {
    /// A site to which nothing was delivered yet.
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022/data");
        for inner in ["data", "2022q4"] {
            fs::create_dir(folder.path().join(inner)).unwrap();
        }
        for table in ["sensors.csv", "outages.csv", "published.csv"] {
            // Only home sensors are delivered.
            let lines = fs::read_to_string(sample.join(table)).unwrap();
            let home =
                lines.lines().filter(|line| !line.starts_with("overseas-")).map(|line| format!("{line}\n"));
            fs::write(folder.path().join("data").join(table), home.collect::<String>()).unwrap();
        }
        fs::write(folder.path().join("2022q4/edition.toml"), EDITION).unwrap();
        fs::write(folder.path().join("2022q4/report.md"), MANUSCRIPT).unwrap();
        fs::create_dir(folder.path().join("delivered")).unwrap();
        Self { folder }
    }

    /// The folder that deliveries go to.
    pub fn delivered(&self) -> PathBuf {
        self.folder.path().join("delivered")
    }

    /// Delivers a file.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.delivered().join(name), bytes).unwrap();
    }

    /// What is proposed for all that was delivered.
    pub fn proposed(&self) -> Proposal {
        observe::propose(self.folder.path(), &[self.delivered()], &Names::shipped(), &Lang::ja())
    }

    /// Says where the observations are.
    pub fn configure(&self, sources: &str) {
        fs::write(self.folder.path().join("teiten.toml"), format!("{HEAD}{sources}")).unwrap();
    }

    /// The site as configured.
    pub fn site(&self) -> Site {
        let reading = config::read(&self.folder.path().join("2022q4"));
        let errors =
            reading.findings.iter().filter(|finding| finding.level == Level::Error).collect::<Vec<_>>();
        assert!(errors.is_empty(), "{errors:#?}");
        reading.site.unwrap()
    }

    /// What `source` holds by port (or region) and in all, at home, with what was found.
    pub fn observed(&self, source: &str, by: By) -> (Option<Observed>, Vec<Finding>) {
        let grids = [by, By::Total].map(|by| GridPlan { by, filter: 0, measure: 0 });
        let quarter: Quarter = "2022q4".parse().unwrap();
        let plan = Plan {
            source: source.to_owned(),
            spans: vec![quarter.span(), quarter.previous().span()],
            daily: 1,
            filters: vec![Filter { scope: Scope::Home, conditions: Vec::new() }],
            measures: vec!["packets".to_owned()],
            grids: grids.to_vec(),
        };
        let mut outcome = observe::observe(&self.site(), &[plan]);
        (outcome.observed.remove(source), outcome.findings)
    }

    /// The data files of the edition by name, and what was found on the way.
    pub fn built(&self) -> (BTreeMap<String, String>, Vec<Finding>) {
        let out = self.folder.path().join("made");
        let order = Order { edition: self.folder.path().join("2022q4"), out: Some(out) };
        let outcome = pipeline::build(&order, &mut |_| {});
        let made = outcome.made.unwrap_or_else(|| panic!("{:#?} {:?}", outcome.findings, outcome.failure));
        let files = fs::read_dir(made.folder.join("data")).unwrap().map(|entry| entry.unwrap().path());
        let files = files.map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        });
        (files.collect(), outcome.findings)
    }
}
