"""Counts of checks: what was looked at, what was found, what was expected. Comparing nothing is a failure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Checks by name; of each, the words of the first `shown` failures are printed."""

    passed: Counter = field(default_factory=Counter)
    failed: Counter = field(default_factory=Counter)
    seen: Counter = field(default_factory=Counter)
    shown: int = 12

    def check(self, name: str, good: bool, detail: str) -> bool:
        """One comparison of the check `name`; `detail` is printed where it fails."""
        self.seen[name] += 1
        if good:
            self.passed[name] += 1
        else:
            self.failed[name] += 1
            if self.failed[name] <= self.shown:
                print(f"  FAIL {name}: {detail}")
        return good

    def equal(self, name: str, where: str, found, expected) -> bool:
        """`found` must be `expected`."""
        return self.check(name, found == expected, f"{where}: found {found!r}, expected {expected!r}")

    def looked(self, name: str, what: str) -> None:
        """Says what the check `name` compared; a check that compared nothing fails."""
        if not self.seen[name]:
            self.check(name, False, f"nothing to compare ({what})")
        marks = f"{self.passed[name]} of {self.seen[name]} good"
        print(f"{'ok  ' if not self.failed[name] else 'FAIL'} {name}: {marks}; looked at {what}")

    def close(self) -> int:
        """Prints the counts and gives the exit code."""
        passed, failed = sum(self.passed.values()), sum(self.failed.values())
        print(f"outside: {passed} passed, {failed} failed")
        return 1 if failed or not passed else 0
