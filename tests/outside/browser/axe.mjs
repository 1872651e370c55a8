// axe finds nothing wrong at three widths, light and dark, and with forced colours; nothing scrolls sideways, nothing leaves.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { need } from "./need.mjs";

const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const VIEWS = [
  { width: 1440, scheme: "light" },
  { width: 768, scheme: "light" },
  { width: 360, scheme: "light" },
  { width: 1440, scheme: "dark" },
  { width: 1440, scheme: "light", forced: "active" },
  { width: 1440, scheme: "dark", forced: "active" },
];

export async function look(browser, { name, path, address = pathToFileURL(path).href }, tally) {
  const own = address.startsWith("file:") ? "file:" : `${new URL(address).origin}/`;
  for (const { width, scheme, forced = "none" } of VIEWS) {
    const where = `${name} at ${width} ${scheme}${forced === "active" ? ", forced colours" : ""}`;
    const page = await browser.newPage();
    const strange = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(own) && !request.url().startsWith("data:")) strange.push(request.url());
    });
    page.on("pageerror", (error) => strange.push(String(error)));
    await page.setViewport({ width, height: 900 });
    await media(page, { "prefers-color-scheme": scheme, "forced-colors": forced });
    await page.goto(address, { waitUntil: "load" });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    tally.check("axe: widths", wide <= 0, `${where}: scrolls ${wide} px sideways`);
    tally.none("axe: requests", `${where} asks for`, strange);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const words = found.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].target} ${v.nodes[0].failureSummary}`);
    tally.none("axe: rules", where, words);
    tally.check("axe: rules", found.passes.length > 10, `${where}: axe looked at ${found.passes.length} rules only`);
    await page.close();
  }
}

// Media features, those included that puppeteer knows no name of.
export async function media(page, features, type = "") {
  const session = await page.createCDPSession();
  const list = Object.entries(features).map(([name, value]) => ({ name, value }));
  await session.send("Emulation.setEmulatedMedia", { media: type, features: list });
}
