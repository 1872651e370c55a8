//! What a site's and an edition's TOML and side tables may say.

#![no_main]

use std::sync::LazyLock;

use doors::Doors;

static DOORS: LazyLock<Doors> = LazyLock::new(Doors::open);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| DOORS.configuration(bytes));
