// `teiten preview` in a browser: edit, error, mend. Usage: node preview.mjs CHROMIUM TEITEN SITE EDITION
// SITE is a copy that may be changed. Prints a line a check and `preview: N passed, M failed`, and how long a save takes.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { need } from "./browser/need.mjs";
import { Tally } from "./browser/tally.mjs";

const LOOKED = {
  "preview: edit": "a saved paragraph in the page, the place of reading kept",
  "preview: error": "an error above the last good page",
  "preview: mend": "the page without the error",
  "preview: where": "clicks on numbers of paragraphs, and Enter on one",
  "preview: PDF": "the PDF beside the page",
  "preview: policy": "what the browser refuses or misses",
};

const [chromium, teiten, site, edition] = process.argv.slice(2);
const manuscript = join(site, edition, "report.md");
// Only a draft has numbers.
const head = join(site, edition, "edition.toml");
const published = readFileSync(head, "utf8");
writeFileSync(head, published.replace('status = "published"', 'status = "draft"'));
const written = readFileSync(manuscript, "utf8");
const tally = new Tally();
const child = spawn(teiten, ["preview", "--lang", "ja", join(site, edition)], { stdio: ["ignore", "pipe", "inherit"] });
const address = await new Promise((ready) => {
  createInterface({ input: child.stdout }).once("line", (line) => ready(line.match(/http:\S+/)[0]));
});
const browser = await need("puppeteer-core").launch({ executablePath: chromium, args: ["--no-sandbox", "--headless=new"] });
const page = await browser.newPage();
const refused = [];
page.on("console", (message) => refused.push(message.text()));
page.on("pageerror", (error) => refused.push(String(error)));
page.on("response", (response) => response.status() >= 400 && refused.push(`${response.status()} ${response.url()}`));
await page.setViewport({ width: 1200, height: 800 });
await page.goto(address);

// What somebody sees: words of the page within the frame, place of reading, findings.
const look = () => page.evaluate(() => {
  const inside = document.getElementById("view").contentWindow;
  const shown = !document.getElementById("findings").hidden;
  return {
    words: inside.document?.body?.innerText ?? "",
    place: Math.round(inside.scrollY),
    told: shown ? document.getElementById("findings").innerText : "",
    ready: inside.document?.readyState === "complete",
  };
});
const until = async (is) => {
  for (const begun = Date.now(); Date.now() - begun < 20000; ) {
    const seen = await look().catch(() => null);
    if (seen?.ready && is(seen)) return seen;
    await new Promise((done) => setTimeout(done, 5));
  }
  return look();
};
const save = async (text, is) => {
  const begun = Date.now();
  writeFileSync(manuscript, text);
  return { seen: await until(is), took: Date.now() - begun };
};

await until((seen) => seen.words.length > 1000);
await page.evaluate(() => document.getElementById("view").contentWindow.scrollTo(0, 900));
const times = [];
for (let at = 1; at <= 7; at += 1) {
  const { seen, took } = await save(`${written}\n追記${at}です。\n`, (seen) => seen.words.includes(`追記${at}です。`) && seen.place === 900);
  tally.check("preview: edit", seen.words.includes(`追記${at}です。`), `追記${at} is not shown`);
  tally.check("preview: edit", seen.place === 900, `after 追記${at} the page stands at ${seen.place}`);
  times.push(took);
}
const lines = written.split("\n").length;
const wrong = (await save(`${written}\n{{ nothing_such.rows }}\n`, (seen) => seen.told !== "")).seen;
tally.check("preview: error", wrong.told.includes(`${edition}/report.md:${lines + 1}:1`), `no place in ${wrong.told}`);
tally.check("preview: error", wrong.told.includes("エラー[binding]") && wrong.told.includes("対処"), wrong.told);
tally.check("preview: error", wrong.words.includes("追記7です。"), "the last good page is gone");
if (process.env.TEITEN_PORTRAIT) await page.screenshot({ path: process.env.TEITEN_PORTRAIT });
const mended = (await save(`${written}\n直しました。\n`, (seen) => seen.told === "" && seen.words.includes("直しました。"))).seen;
tally.check("preview: mend", mended.told === "" && mended.words.includes("直しました。"), mended.told);

// Every number of the page, clicked, tells a line in which the paragraph begins.
const told = await page.evaluate(() => {
  const inside = document.getElementById("view").contentDocument;
  return [...inside.querySelectorAll(".pilcrow")].map((number) => {
    number.click();
    const words = number.parentElement.textContent.slice(number.textContent.length);
    return { number: number.textContent, words, shown: document.getElementById("where").textContent, hash: inside.location.hash };
  });
});
tally.check("preview: where", told.length > 20, `${told.length} numbers`);
const held = readFileSync(manuscript, "utf8").split("\n");
let found = 0;
for (const { number, words, shown, hash } of told) {
  tally.check("preview: where", shown.startsWith(`${number} `) && hash === "", `${number}: ${shown} ${hash}`);
  const [file, line, column] = shown.slice(number.length + 1).split(":");
  if (file !== `${edition}/report.md`) continue;
  // Words up to the first thing that the manuscript writes in another way.
  const begins = held[line - 1].slice(column - 1);
  const same = begins.slice(0, 4) === words.slice(0, 4);
  const bound = begins.search(/[{[*]/);
  tally.check("preview: where", same || (bound >= 0 && bound < 4), `${number} at ${shown}: ${begins.slice(0, 30)} is not ${words.slice(0, 30)}`);
  found += 1;
}
tally.check("preview: where", found > 10, `${found} of ${told.length} in the manuscript`);
const frame = page.frames().find((frame) => frame.url().includes("/edition/"));
await frame.focus("#p1 > .pilcrow");
await page.keyboard.press("Enter");
const shown = await page.$eval("#where", (part) => part.textContent);
tally.check("preview: where", shown.startsWith(`¶1 ${edition}/report.md:`), `Enter on ¶1: ${shown}`);
const tabs = await page.$$eval("#tabs button", (buttons) => buttons.map((button) => button.textContent));
tally.check("preview: PDF", tabs.join() === "HTML,PDF", tabs.join());
const answer = page.waitForResponse((response) => response.url().endsWith("/edition/report.pdf"));
await page.click("#tabs button:nth-child(2)");
tally.check("preview: PDF", (await answer).headers()["content-type"] === "application/pdf", "no PDF");
tally.none("preview: policy", "the frame", refused);

writeFileSync(manuscript, written);
writeFileSync(head, published);
await browser.close();
child.kill("SIGINT");
times.sort((a, b) => a - b);
console.log(`a save is seen after ${times[3]} ms (median of ${times.length}), at most ${times.at(-1)} ms`);
for (const [name, what] of Object.entries(LOOKED)) tally.looked(name, what);
process.exit(tally.close("preview"));
