// A finished shelf in a browser: axe over every kind of page, the policy, and every link and id of every page.
// Usage: node shelf.mjs CHROMIUM SHELF BASE NAME=PATH…   Prints a line a check and `site: N passed, M failed`.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import * as axe from "./browser/axe.mjs";
import { need } from "./browser/need.mjs";
import { serve } from "./browser/served.mjs";
import { Tally } from "./browser/tally.mjs";

const LOOKED = {
  "axe: rules": "every rule of axe at 1440, 768 and 360 px, light, dark and in forced colours",
  "axe: widths": "the page's width",
  "axe: requests": "what the page asks of others",
  "site: policy": "Content-Security-Policy: default-src 'self'",
  "site: ids": "ids that stand twice",
  "site: links": "links between and within pages, whole addresses included",
};

const [chromium, shelf, base, ...given] = process.argv.slice(2);
const tally = new Tally();
const browser = await need("puppeteer-core").launch({ executablePath: chromium, args: ["--no-sandbox", "--headless=new"] });
const server = await serve(shelf);
const origin = `http://127.0.0.1:${server.address().port}/`;
for (const pair of given) {
  const [name, path] = [pair.split("=")[0], pair.slice(pair.indexOf("=") + 1)];
  // What is no part of the shelf is handed on as a file.
  const address = path.startsWith(`${shelf}/`) ? origin + relative(shelf, path) : undefined;
  await axe.look(browser, { name, path, address }, tally);
}
// Pieces for pages of others are no pages.
const pieces = ["fragment.html", "head.html"];
const found = readdirSync(shelf, { recursive: true }).filter((path) => path.endsWith(".html") && !path.startsWith("."));
const pages = found.filter((path) => !pieces.includes(path.split("/").pop()));
const seen = new Map();
for (const path of pages) seen.set(path, await visit(path));
for (const [path, { links }] of seen) for (const link of links) resolves(path, link);
server.close();
await browser.close();
for (const [name, what] of Object.entries(LOOKED)) tally.looked(name, what);
process.exit(tally.close("site"));

// What a page leads to and what it can be led to, served under a policy that allows nothing but itself.
async function visit(path) {
  const page = await browser.newPage();
  const refused = [];
  page.on("console", (message) => refused.push(message.text()));
  page.on("pageerror", (error) => refused.push(String(error)));
  await page.goto(origin + path, { waitUntil: "load" });
  tally.none("site: policy", path, refused);
  const found = await page.evaluate(() => ({
    links: [...document.querySelectorAll("[href], [src]")].map((element) => element.href?.baseVal ?? element.href ?? element.src),
    ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
  }));
  tally.none("site: ids", path, found.ids.filter((id, at) => found.ids.indexOf(id) !== at));
  await page.close();
  return { links: new Set(found.links), ids: new Set(found.ids) };
}

// A link of the shelf leads to a file, and to an id in it where it names one.
function resolves(from, link) {
  const own = [origin, base].find((start) => link.startsWith(start));
  if (!own) return;
  const [path, id] = decodeURIComponent(link.slice(own.length)).split("#");
  let file = path.split("?")[0];
  if (statSync(join(shelf, file), { throwIfNoEntry: false })?.isDirectory()) file = join(file, "index.html");
  const there = existsSync(join(shelf, file)) && (!id || !seen.has(file) || seen.get(file).ids.has(id));
  tally.check("site: links", there, `${from}: ${link} leads nowhere`);
}
