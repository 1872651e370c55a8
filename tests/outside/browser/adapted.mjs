// The page as readers set it: 320 px wide, text twice as large, forced colours, printed. Nothing is lost or covered.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { media } from "./axe.mjs";

export async function look(browser, { name, path }, tally) {
  const open = async (width, features = {}) => {
    const page = await browser.newPage();
    await page.setViewport({ width, height: 900 });
    await media(page, features);
    await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
    return page;
  };
  const narrow = await open(320);
  await laidOut(narrow, "adapted: 320 px", `${name} at 320 px`, tally);
  await narrow.close();
  for (const width of [1280, 640]) {
    const large = await open(width);
    await large.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    await laidOut(large, "adapted: 200 % text", `${name} at ${width} px, text 200 %`, tally);
    await large.close();
  }
  for (const scheme of ["light", "dark"]) {
    const forced = await open(1280, { "forced-colors": "active", "prefers-color-scheme": scheme });
    tally.none("adapted: forced colours", `${name}, ${scheme}`, await forced.evaluate(faint));
    await forced.close();
  }
  await printed(await open(1280), name, tally);
}

async function laidOut(page, check, where, tally) {
  tally.none(check, where, await page.evaluate(misplaced));
}

// What scrolls sideways, is cut off, sticks out or is covered. Runs in the page.
function misplaced() {
  const wrong = [];
  const sideways = document.documentElement.scrollWidth - window.innerWidth;
  if (sideways > 0) wrong.push(`scrolls ${sideways} px sideways`);
  for (const part of document.querySelectorAll("body *:not(svg *)")) {
    const style = getComputedStyle(part);
    const cut = (axis, inner, outer) => ["hidden", "clip"].includes(style[axis]) && inner > outer + 1;
    if (cut("overflowX", part.scrollWidth, part.clientWidth) || cut("overflowY", part.scrollHeight, part.clientHeight)) {
      wrong.push(`<${part.localName} class="${part.className}"> is cut off`);
    }
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines = [];
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    if (!text.data.trim() || text.parentElement.closest("svg, .skip") || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      // Glyph boxes are higher than what is seen of them.
      const [top, bottom] = [box.top + box.height * 0.25, box.bottom - box.height * 0.25];
      lines.push({ text, left: box.left + 1, right: box.right - 1, top, bottom });
    }
  }
  for (const line of lines) {
    const words = line.text.data.trim().slice(0, 20);
    const scrolls = line.text.parentElement.closest(".scroll");
    if (!scrolls && (line.right > window.innerWidth || line.left < 0)) wrong.push(`「${words}」 sticks out`);
    for (const other of lines) {
      const over = other !== line && line.left < other.right && other.left < line.right;
      if (over && line.top < other.bottom && other.top < line.bottom && !scrolls && line.text !== other.text) {
        wrong.push(`「${words}」 and 「${other.text.data.trim().slice(0, 20)}」 lie over each other`);
      }
    }
  }
  return wrong;
}

// Borders and lines that forced colours hide. Runs in the page.
function faint() {
  const wrong = [];
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (part) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (one, other) => {
    const [low, high] = [light(channels(one)), light(channels(other))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (part) => {
    const colour = getComputedStyle(part).backgroundColor;
    return (channels(colour)[3] ?? 1) > 0 || !part.parentElement ? colour : ground(part.parentElement);
  };
  const edged = ".summary, .draft, .mark:is(p), table, tbody th, tbody td, figure.chart > .scroll, .front";
  for (const part of document.querySelectorAll(edged)) {
    if (!part.checkVisibility()) continue;
    const style = getComputedStyle(part);
    const behind = ground(part.parentElement);
    if (parseFloat(style.borderBottomWidth) < 0.5) wrong.push(`<${part.localName} class="${part.className}"> has no edge`);
    else if (contrast(style.borderBottomColor, behind) < 3) {
      wrong.push(`the edge of <${part.localName} class="${part.className}"> is ${style.borderBottomColor} on ${behind}`);
    }
  }
  for (const line of document.querySelectorAll(".series polyline, .axis polyline, svg text")) {
    const style = getComputedStyle(line);
    const ink = line.localName === "text" ? style.fill : style.stroke;
    const paper = getComputedStyle(line.closest("svg").querySelector(".paper rect")).fill;
    if (contrast(ink, paper) < 3) wrong.push(`a ${line.localName} of a chart is ${ink} on ${paper}`);
  }
  if (!matchMedia("(forced-colors: active)").matches) wrong.push("colours are not forced");
  return wrong;
}

// Prints the page and reads it back by another tool: every block of the core is there.
async function printed(page, name, tally) {
  const blocks = await page.evaluate(() => {
    const core = document.querySelector("main").cloneNode(true);
    core.querySelectorAll("[data-extra], svg, script, style").forEach((part) => part.remove());
    const parts = core.querySelectorAll("h1 span, h2, h3, h4, p, li, figcaption, th, td, .mark, .line");
    return [...parts].filter((part) => !part.querySelector("p, li, .line")).map((part) => part.textContent);
  });
  const folder = mkdtempSync(join(tmpdir(), "teiten-print-"));
  try {
    writeFileSync(join(folder, "page.pdf"), await page.pdf({ preferCSSPageSize: true }));
    // As laid out, and as written: a block parted by a page's end is whole in one, a cell in the other.
    const read = (...order) => plain(execFileSync("pdftotext", [...order, join(folder, "page.pdf"), "-"], { encoding: "utf8" }));
    const texts = [read(), read("-raw")];
    const lost = blocks.map(plain).filter((block) => block && !texts.some((text) => text.includes(block)));
    tally.check("adapted: print", blocks.length > 20, `${name}: only ${blocks.length} blocks to print`);
    tally.none("adapted: print", `${name} loses in print`, lost);
  } finally {
    rmSync(folder, { recursive: true });
  }
  await page.close();
}

// Without white space and without differences that only fonts make.
function plain(text) {
  return text.normalize("NFKC").replace(/[\s\u200b\u2060\u00ad]+/g, "");
}
