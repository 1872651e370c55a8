// The finished pages in a browser: axe finds nothing wrong at three widths, light and dark, nothing scrolls sideways, nothing leaves.
// Usage: node page.mjs CHROMIUM PAGE…   Prints a line a page and `pages: N passed, M failed`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.TEITEN_NODE_MODULES + "/");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [chromium, ...pages] = process.argv.slice(2);
const counts = { passed: 0, failed: 0 };

function check(good, words) {
  counts[good ? "passed" : "failed"] += 1;
  if (!good) console.log(`  FAIL ${words}`);
}

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--headless=new"] });
for (const path of pages) {
  for (const [width, scheme] of [[1440, "light"], [768, "light"], [360, "light"], [1440, "dark"]]) {
    const page = await browser.newPage();
    const strange = [];
    page.on("request", (request) => {
      if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) strange.push(request.url());
    });
    page.on("pageerror", (error) => strange.push(String(error)));
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(wide <= 0, `${path} at ${width} ${scheme}: scrolls ${wide} px sideways`);
    check(strange.length === 0, `${path} at ${width} ${scheme}: asks for ${strange.join(" ")}`);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const words = found.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].target} ${v.nodes[0].failureSummary}`);
    check(found.violations.length === 0, `${path} at ${width} ${scheme}: ${words.join("; ")}`);
    check(found.passes.length > 10, `${path} at ${width} ${scheme}: axe looked at ${found.passes.length} rules only`);
    await page.close();
  }
  console.log(`looked at ${path} at 1440, 768 and 360 px, light and dark`);
}
await browser.close();
check(pages.length > 0, "no page to look at");
console.log(`pages: ${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed ? 1 : 0);
