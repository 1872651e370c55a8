// The checks' own check: a fault seeded into a copy of the edition must be noticed by the check that is there for it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as adapted from "./adapted.mjs";
import * as asked from "./asked.mjs";
import * as axe from "./axe.mjs";
import * as foreign from "./foreign.mjs";
import * as served from "./served.mjs";
import * as spoken from "./spoken.mjs";
import { Tally } from "./tally.mjs";

const style = (rules) => (html) => html.replace("</head>", `<style>${rules}</style></head>`);
const FAULTS = [
  [axe, "axe: rules", (html) => html.replace('<html lang="ja">', "<html>")],
  [axe, "axe: widths", style(".teiten p { min-width: 1500px }")],
  [served, "served: policy", style("p { color: red }")],
  [served, "served: foreign requests", (html) => html.replace("</main>", '<img alt="" src="http://127.0.0.1:9/a.png"></main>')],
  [served, "served: files", (html) => html.replace('href="report.pdf"', 'href="gone.pdf"')],
  [adapted, "adapted: 320 px", style(".teiten h1 { white-space: nowrap !important; font-size: 3rem !important }")],
  [adapted, "adapted: 200 % text", style(".teiten p { height: 24px; overflow: hidden }")],
  [adapted, "adapted: 200 % text", style(".teiten p { height: 20px }")],
  [adapted, "adapted: forced colours", style("table, th, td { border: 0 !important }")],
  [adapted, "adapted: print", style("@media print { .note { display: none } }")],
  [spoken, "spoken: transcript", (html) => html.replace("</h1>", "。</h1>")],
  [spoken, "spoken: cells", (html) => html.replace('<th scope="row"', "<td").replace("<tbody>", "<tbody>")],
  [spoken, "spoken: links", (html) => html.replace(/(role="doc-noteref") aria-label="[^"]*"/, "$1")],
  [spoken, "spoken: languages", (html) => html.replaceAll('<span lang="en">', "<span>")],
  [spoken, "spoken: figures", (html) => html.replace(/<table aria-labelledby="[^"]*"/, "<table")],
  [spoken, "spoken: headings", (html) => html.replaceAll("h2", "h5")],
  [asked, "asked: keyboard", (html) => html.replace('<script src="', '<script data-src="')],
  [asked, "asked: focus", style(".teiten-page :focus-visible { outline: none !important }")],
  [asked, "asked: layout", style(".teiten .ask[hidden] { display: none !important }")],
  [asked, "asked: without script", (html) => html.replace('<div class="ask" hidden', '<div class="ask"')],
  [foreign, "foreign: policy", (html) => html.replace("<p>", '<p style="color: red">'), "fragment.html"],
  [foreign, "foreign: host", (html) => `${html}<link rel="stylesheet" href="data/loud.css">`, "head.html"],
  [foreign, "foreign: ids", (html) => html.replace(/ id="teiten-[^"]*"/, ' id="page_text"'), "fragment.html"],
  [foreign, "foreign: axe", (html) => html.replace(/(<button class="links"[^>]*>)[^<]*/, "$1"), "fragment.html"],
  [foreign, "foreign: article", (html) => html.replaceAll('class="note"', ""), "fragment.html"],
  [foreign, "foreign: script", (html) => html.replace("<script ", "<script type=text/plain "), "head.html"],
];

export async function look(browser, { name, path }, tally) {
  for (const [judge, check, change, file = "index.html"] of FAULTS) {
    const folder = mkdtempSync(join(tmpdir(), "teiten-seeded-"));
    try {
      cpSync(dirname(path), folder, { recursive: true });
      writeFileSync(join(folder, "data", "loud.css"), "footer p { color: red }");
      const whole = readFileSync(join(folder, file), "utf8");
      const seeded = change(whole);
      writeFileSync(join(folder, file), seeded);
      const inner = new Tally(0);
      await judge.look(browser, { name, path: join(folder, "index.html") }, inner);
      const good = seeded !== whole && inner.failed.get(check) > 0;
      tally.check("seeded: noticed", good, `${name}: a fault is not noticed by '${check}': ${change}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}
