// Counts of checks by name, as tally.py has them: comparing nothing is a failure.
export class Tally {
  seen = new Map();
  failed = new Map();

  constructor(shown = 12) {
    this.shown = shown;
  }

  check(name, good, words) {
    this.seen.set(name, (this.seen.get(name) ?? 0) + 1);
    if (good) return true;
    this.failed.set(name, (this.failed.get(name) ?? 0) + 1);
    if (this.failed.get(name) <= this.shown) console.log(`  FAIL ${name}: ${words}`);
    return false;
  }

  // One check for a list of what is wrong.
  none(name, where, wrong) {
    const words = wrong.slice(0, 5).join("; ") + (wrong.length > 5 ? `; and ${wrong.length - 5} more` : "");
    return this.check(name, wrong.length === 0, `${where}: ${words}`);
  }

  looked(name, what) {
    if (!this.seen.has(name)) this.check(name, false, `nothing to look at (${what})`);
    const [seen, failed] = [this.seen.get(name), this.failed.get(name) ?? 0];
    console.log(`${failed ? "FAIL" : "ok  "} ${name}: ${seen - failed} of ${seen} good; looked at ${what}`);
  }

  close(name = "pages") {
    const sum = (map) => [...map.values()].reduce((all, one) => all + one, 0);
    const [seen, failed] = [sum(this.seen), sum(this.failed)];
    console.log(`${name}: ${seen - failed} passed, ${failed} failed`);
    return failed || !seen ? 1 : 0;
  }
}
