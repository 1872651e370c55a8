// The finished pages in a browser, by every judge of `browser/`.
// Usage: node page.mjs CHROMIUM NAME=PAGE… NAME+=FILE…   FILE is the page NAME as one file. Prints a line a check and `pages: N passed, M failed`.
import * as adapted from "./browser/adapted.mjs";
import * as alone from "./browser/alone.mjs";
import * as asked from "./browser/asked.mjs";
import * as axe from "./browser/axe.mjs";
import * as foreign from "./browser/foreign.mjs";
import { need } from "./browser/need.mjs";
import * as seeded from "./browser/seeded.mjs";
import * as served from "./browser/served.mjs";
import * as spoken from "./browser/spoken.mjs";
import { Tally } from "./browser/tally.mjs";

const LOOKED = {
  "axe: rules": "every rule of axe at 1440, 768 and 360 px, light, dark and in forced colours",
  "axe: widths": "the page's width",
  "axe: requests": "what the page asks of others",
  "served: policy": "Content-Security-Policy: default-src 'self', and the page as a file",
  "served: foreign requests": "requests to others",
  "served: files": "style sheet, pictures, drawings and the files that links name",
  "adapted: 320 px": "every line of text in a window of 320 px",
  "adapted: 200 % text": "every line of text at twice its size",
  "adapted: forced colours": "edges, and the lines of charts",
  "adapted: print": "blocks of the core in the printed page",
  "spoken: transcript": "the accessibility tree, as committed",
  "spoken: cells": "headers of data cells",
  "spoken: links": "what links are called",
  "spoken: languages": "passages in another language",
  "spoken: figures": "names of figures, tables and pictures",
  "spoken: headings": "levels of headings",
  "alone: requests": "what the page as one file asks for",
  "alone: policy": "what its own policy refuses",
  "alone: words": "its words against the page's",
  "alone: look": "the size, colour and place of each part against the page's, and its pictures",
  "alone: files": "the files that the page links, inside",
  "asked: keyboard": "charts, lines, citations, columns and links, by keyboard alone",
  "asked: focus": "each stop of the tab key",
  "asked: pointer": "a day of a chart, with the pointer",
  "asked: touch": "a day of a chart and a citation, by taps",
  "asked: layout": "shifts of the layout while the page loads and is asked",
  "asked: without script": "the core and the controls without JavaScript",
  "asked: weight": "bytes over the wire, compressed",
  "foreign: policy": "the article in a page of somebody else, under Content-Security-Policy: default-src 'self'",
  "foreign: host": "header and footer of that page, with and without the article: markup and pixels",
  "foreign: ids": "ids, and what refers to them, in that page",
  "foreign: axe": "every rule of axe on the article there",
  "foreign: article": "the look of each part of the article there and in its own page",
  "foreign: script": "charts, citations, tables and contents there",
  "seeded: noticed": "faults seeded into copies of the page",
};

const [chromium, ...given] = process.argv.slice(2);
const bless = Boolean(process.env.TEITEN_BLESS);
const named = given.map((pair) => ({ name: pair.split("=")[0], path: pair.slice(pair.indexOf("=") + 1), bless }));
const pages = named.filter(({ name }) => !name.endsWith("+"));
const whole = named.filter(({ name }) => name.endsWith("+")).map(({ name, path }) => ({ name, path, page: pages.find((page) => `${page.name}+` === name).path }));
const tally = new Tally();
const browser = await need("puppeteer-core").launch({ executablePath: chromium, args: ["--no-sandbox", "--headless=new"] });
for (const page of pages) {
  for (const judge of [axe, served, adapted, spoken, asked, foreign]) await judge.look(browser, page, tally);
}
for (const one of whole) await alone.look(browser, one, tally);
if (pages.length) await seeded.look(browser, pages[0], tally);
await browser.close();
for (const [name, what] of Object.entries(LOOKED)) tally.looked(name, what);
const strange = [...tally.seen.keys()].filter((name) => !(name in LOOKED));
tally.none("run", "checks without a line of what they look at", strange);
process.exit(tally.close());
