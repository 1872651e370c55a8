//! A fault of ours, caught where it can still be told: a panic becomes a value, and nothing said before is lost.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, PoisonError};

use teiten::pipeline::Failure;
use teiten::said;

static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Held while work is done: there is one hook for all threads, and what it notes must be of one work.
static ALONE: Mutex<()> = Mutex::new(());

/// Does `work`; if it panics, gives what and where instead, and the calls that led there where the environment
/// asks for them (`RUST_BACKTRACE=1`). One work at a time; another thread's waits.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let before = panic::take_hook();
    panic::set_hook(Box::new(note));
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(before);
    let last = LAST.lock().unwrap_or_else(PoisonError::into_inner).take();
    done.map_err(|_| last.unwrap_or_default())
}

/// How a panic is told.
pub fn fault(told: &str) -> Failure {
    let version = env!("CARGO_PKG_VERSION");
    Failure::Ours(said!(
        "teiten {version} の内部で誤りが起きたため、ここで終わります。お手数ですが、次の内容を添えて開発者にお知らせください。\n{told}",
        "A fault in teiten {version} itself ended this. Please report it together with what follows.\n{told}"
    ))
}

fn note(info: &PanicHookInfo) {
    let place = info.location().map(|place| format!("{place}: ")).unwrap_or_default();
    let mut told = format!("{place}{}", info.payload_as_str().unwrap_or("panic"));
    let calls = Backtrace::capture();
    if calls.status() == BacktraceStatus::Captured {
        told += &format!("\n{calls}");
    }
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_with_its_place() {
        assert_eq!(guarded(|| 7), Ok(7));
        let told = guarded(|| -> u8 { panic!("told {}", 1) }).unwrap_err();
        assert!(told.contains("crash.rs:") && told.contains("told 1"), "{told}");
    }
}
