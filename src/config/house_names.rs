//! The house's own names of ports and regions, over the shipped ones.

use std::collections::BTreeMap;

use super::files::{Files, Named};
use super::side_tables::{region_code, sheet};
use crate::key::{Port, Region};
use crate::lang::Lang;
use crate::names::Names;
use crate::said;

/// Puts the names of `names/ports.csv` over `names`; an empty name prints the port bare.
pub(super) fn port_names(files: &mut Files, named: &Named, names: &mut Names) {
    let Some(mut sheet) = sheet(files, "names", named, &["port", "name"], &[], |_| false) else { return };
    let mut seen = BTreeMap::new();
    let expected = || said!("8080/TCP のようなポート", "a port such as 8080/TCP");
    for row in std::mem::take(&mut sheet.rows) {
        sheet.once(&row, "port", &mut seen);
        if let Some(port) = sheet.need(&row, "port", expected(), |text| text.parse::<Port>().ok()) {
            names.set_service(port, row.text("name").map(str::to_owned));
        }
    }
    files.find_of_site(sheet.findings);
}

/// Puts the names of `names/regions.csv` over `names`: a column for each language, an empty cell leaves the
/// shipped name.
pub(super) fn region_names(files: &mut Files, named: &Named, names: &mut Names) {
    let is_lang = |column: &str| Lang::new(column).is_some();
    let Some(mut sheet) = sheet(files, "names", named, &["region"], &["ja", "en"], is_lang) else { return };
    let mut seen = BTreeMap::new();
    for row in std::mem::take(&mut sheet.rows) {
        sheet.once(&row, "region", &mut seen);
        let Some(region) = sheet.need(&row, "region", region_code(), |text| text.parse::<Region>().ok())
        else {
            continue;
        };
        for column in row.columns() {
            if let (Some(lang), Some(name)) = (Lang::new(column), row.text(column)) {
                names.set_region(region, lang, name.to_owned());
            }
        }
    }
    files.find_of_site(sheet.findings);
}
