//! Long manuscripts with the same fault all over: told in time, and not more of it than somebody reads.

use std::time::{Duration, Instant};

use crate::site::{CHAPTER, Site};

/// No such manuscript takes longer, on a slow machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(30);

const LENGTH: usize = 100_000;

#[test]
fn a_flood_of_faults_is_told_in_time() {
    let head = "```table\nid = \"ports\"\nrows = \"port\"\n```\n\n";
    for (fault, code) in [
        ("{{\n", "binding-unclosed"),
        ("{{", "binding-unclosed"),
        ("{{ x }}\n", "binding-uncountable"),
        ("\u{e000}\n", "private-character"),
        ("｛｛", "binding-full-width"),
        ("[](#nobody)\n\n", "reference-nothing"),
        ("[^nobody]\n\n", "citation-undefined"),
        ("```table\nid = \"ports\"\n```\n", "id-twice"),
    ] {
        let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10");
        let site = site.manuscript(&format!("{CHAPTER}{head}{}", fault.repeat(LENGTH / fault.len())));
        let began = Instant::now();
        let output = site.program().output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{fault}");
        assert!(told.contains(&format!("[{code}]")), "{fault} {}", &told[..told.len().min(1000)]);
        assert!(told.lines().count() < 2000, "{fault}: {}", told.lines().count());
        assert!(began.elapsed() < PATIENCE, "{fault}: {:?}", began.elapsed());
    }
}
