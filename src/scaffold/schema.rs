//! What editors read to complete and check a site's files: a JSON Schema for each kind of file and of block, and
//! which file has which. The schemas stand in `schemas/`; `tests/it/schemas` holds them to what the readers take.
//! `approval.toml` has none: only `teiten approve` writes it.

/// Which file has which schema, as Taplo reads it.
const ASSOCIATIONS: (&str, &str) = (".taplo.toml", include_str!("../../templates/scaffold/taplo.toml"));

/// The schemas by their paths in a site.
const SCHEMAS: [(&str, &str); 10] = [
    ("schemas/block-actions.json", include_str!("../../schemas/block-actions.json")),
    ("schemas/block-chart.json", include_str!("../../schemas/block-chart.json")),
    ("schemas/block-image.json", include_str!("../../schemas/block-image.json")),
    ("schemas/block-table.json", include_str!("../../schemas/block-table.json")),
    ("schemas/block-text.json", include_str!("../../schemas/block-text.json")),
    ("schemas/edition.json", include_str!("../../schemas/edition.json")),
    ("schemas/facts.json", include_str!("../../schemas/facts.json")),
    ("schemas/published.json", include_str!("../../schemas/published.json")),
    ("schemas/references.json", include_str!("../../schemas/references.json")),
    ("schemas/teiten.json", include_str!("../../schemas/teiten.json")),
];

/// The schemas: paths in a site, and bytes. They are the program's: a newer one has newer ones.
pub fn schemas() -> Vec<(String, Vec<u8>)> {
    SCHEMAS.iter().map(file).collect()
}

/// Which file has which schema. It is the site's own once it is there.
pub fn associations() -> (String, Vec<u8>) {
    file(&ASSOCIATIONS)
}

fn file((path, text): &(&str, &str)) -> (String, Vec<u8>) {
    ((*path).to_owned(), text.as_bytes().to_vec())
}
