//! Which program this is: a digest of everything compiled into it, beside its code, that comes into outputs.
//!
//! The executable's own digest would differ from machine to machine, and so would the outputs that name it. The code is
//! told by the version; words, templates, the shipped look and names can differ under one version and are digested
//! here. Fonts are inputs of their own.

use std::sync::LazyLock;

use crate::digest::digest;
use crate::{look, names, render, typeset, words};

static DIGEST: LazyLock<String> = LazyLock::new(|| {
    let words = words::shipped().into_iter().map(|(_, text)| text);
    let texts = words.chain(names::shipped()).chain(render::TEMPLATES).chain(typeset::shipped());
    let digests: Vec<_> =
        texts.chain([look::CSS, render::SCRIPT]).map(|text| digest(text.as_bytes())).collect();
    digest(digests.join("\n").as_bytes())
});

/// The program's digest.
pub(super) fn program() -> String {
    DIGEST.clone()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_template_of_outputs_is_digested() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let texts = |folder: &str| -> BTreeSet<String> {
            let entries = fs::read_dir(root.join(folder)).unwrap();
            entries.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect()
        };
        let held = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(texts("html"), &held(&render::TEMPLATES) | &held(&[look::CSS]));
        assert!(texts("script").iter().all(|text| render::SCRIPT.contains(text)));
        assert_eq!(texts("typst"), held(&typeset::shipped()));
        assert_eq!(program().len(), 64);
    }
}
