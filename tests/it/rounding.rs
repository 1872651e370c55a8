//! Notes of the proof-reader on words that would be others a little further on.

use teiten::finding::Level;
use teiten::pipeline;

use crate::site::{CHAPTER, Site, told};

const REGIONS: &str = "```table\nid = \"regions\"\nrows = \"region\"\n```\n";

#[test]
fn the_exact_figure_is_told_near_a_boundary_and_nowhere_else() {
    let site = |few: u32| {
        let text =
            "米国は{{ regions[\"US\"].share | wari }}、中国は{{ regions[\"CN\"].share | percent }}です。";
        Site::new()
            .daily("2022-10-01", "2022-12-31", &format!("tokyo,TCP,23,US,{few}"))
            .daily("2022-10-01", "2022-12-31", &format!("tokyo,TCP,23,CN,{}", 1000 - few))
            .manuscript(&format!("{CHAPTER}{text}\n\n{REGIONS}"))
    };
    let notes = |few| {
        let proof = pipeline::proofread(&site(few).edition(), &mut |_| ());
        proof.findings.into_iter().filter(|finding| finding.code == "near-boundary").collect::<Vec<_>>()
    };
    let near = notes(149);
    assert_eq!(near.iter().map(told).collect::<Vec<_>>(), ["2022q4/report.md:3:4 near-boundary"]);
    assert_eq!(near[0].level, Level::Note);
    assert_eq!(near[0].what.ja, "「約1割」の元の値は14.90%で、言い回しが変わる15%のすぐ近くです。");
    assert_eq!(notes(150)[0].what.en, "“約2割” is 15.00%, close to 15 percent, where the words change.");
    assert_eq!((notes(120), notes(156)), (vec![], vec![]));
}
