//! `approval.toml` of an edition: who approved it, when, and which finished report. A machine writes and reads it; it is
//! no input of any edition.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::files::{Files, Named};
use super::table::{Origin, Table};
use super::{Edition, Site, rewrite};
use crate::finding::{Finding, Said};
use crate::lang::Lang;
use crate::quarter::Moment;
use crate::said;

/// The file's name in the edition's folder.
pub const APPROVAL: &str = "approval.toml";

/// What it begins with.
const HEAD: &str = "\
# 承認の記録です。teiten approve が書きました。署名ではありません（だれが書いたかを証明しません）。
# A record of an approval, written by `teiten approve`. It is no signature: it does not prove who wrote it.
";

/// That somebody approved an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Which version of the edition.
    pub version: String,
    /// The version of teiten that made the report.
    pub teiten: String,
    /// The digest of the finished report, by language.
    pub reports: BTreeMap<Lang, String>,
}

impl Approval {
    /// The file.
    pub fn toml(&self) -> String {
        let quoted = rewrite::quoted;
        let (by, version, teiten) = (quoted(&self.by), quoted(&self.version), quoted(&self.teiten));
        let at = self.at.to_rfc3339();
        let mut toml = format!(
            "{HEAD}by = {by}\nat = {at}\nversion = {version}\nteiten = {teiten}\n\n# 完成レポートのSHA-256 / SHA-256 of the finished report\n[reports]\n"
        );
        for (lang, digest) in &self.reports {
            let _ = writeln!(toml, "{lang} = {}", quoted(digest));
        }
        toml
    }
}

/// The approval of `edition`, where there is one, and what is wrong with its file.
pub fn approval(site: &Site, edition: &Edition) -> (Option<Approval>, Vec<Finding>) {
    let mut files = Files::new(site.root.clone());
    let folder = edition.root.strip_prefix(&site.root).unwrap_or(Path::new("."));
    let named = Named::or(None, &super::files::shown(&folder.join(APPROVAL)));
    let Some((file, text)) = files.text_of_edition("approval", &named) else { return (None, files.findings) };
    let (mut table, findings) = Table::parse(&file, &text, Origin::START);
    let read = read(&mut table);
    let faults = findings.into_iter().chain(table.finish());
    // Nobody writes the file by hand: one fault is as good as many, and none is mended in it.
    files.findings.extend(faults.take(1).map(|fault| Finding { mend: renewed(), ..fault }));
    (read.filter(|_| files.findings.is_empty()), files.findings)
}

fn renewed() -> Said {
    said!(
        "承認の記録は手で直さず、もう一度 teiten approve を実行してください。",
        "Do not mend the record of an approval by hand; run teiten approve again."
    )
}

fn read(table: &mut Table) -> Option<Approval> {
    table.require(&["by", "at", "version", "teiten"]);
    table.require_table("reports", "[reports]");
    let (by, at) = (table.text("by"), table.moment("at"));
    let (version, teiten) = (table.text("version"), table.text("teiten"));
    let reports = table.table("reports", |reports| {
        let langs = reports.keys();
        let digest =
            |name: super::Value<String>| Some((Lang::new(&name.value)?, reports.text(&name.value)?.value));
        langs.into_iter().filter_map(digest).collect()
    });
    Some(Approval {
        by: by?.value,
        at: at?.value,
        version: version?.value,
        teiten: teiten?.value,
        reports: reports?,
    })
}
