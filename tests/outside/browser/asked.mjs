// What readers do with the page beside reading it: by keyboard alone, with a pointer, by touch, and without the script.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

export async function look(browser, { name, path }, tally) {
  const open = async (script = "runs", width = 1280) => {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(script !== "off");
    // The script ends where it begins.
    if (script === "idle") await page.evaluateOnNewDocument(() => (window.IntersectionObserver = undefined));
    await page.setViewport({ width, height: 900, hasTouch: width < 600 });
    await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
    return page;
  };
  const page = await open();
  await still(page, await open("idle"), name, tally);
  await walk(page, name, tally);
  await pointed(page, name, tally);
  const narrow = await open("runs", 360);
  await touched(narrow, name, tally);
  await unscripted(page, await open("off"), name, tally);
  weigh(name, path, tally);
  for (const one of [page, narrow]) await one.close();
}

// What the script opens has its room before it runs: nothing moves when it does.
async function still(page, idle, name, tally) {
  const places = () => {
    const parts = document.querySelectorAll("h2, h3, h4, p, figure, svg, tr, th, td, li, .ask, .lines > button, summary, .links");
    return [...parts].filter((part) => part.checkVisibility()).map((part) => {
      const box = part.getBoundingClientRect();
      return `${part.localName} ${part.className} at ${box.left}, ${box.top}, ${box.width} × ${box.height}`;
    });
  };
  const [after, before] = [await page.evaluate(places), await idle.evaluate(places)];
  tally.none("asked: layout", `${name} moves when the script runs`, after.filter((place, at) => place !== before[at]));
  tally.check("asked: layout", before.length > 100 && before.length === after.length, `${name}: ${before.length} parts become ${after.length}`);
  await idle.close();
}

// Where the focus is, and what is told of it. Runs in the page.
function focus() {
  const at = document.activeElement;
  const again = (window.stops ??= new Set()).has(at);
  window.stops.add(at);
  const figure = at.closest("figure");
  const box = at.getBoundingClientRect();
  const shown = at.matches("input.day") ? at.nextElementSibling : at;
  const kind = at.matches(".lines button") ? "line" : at.matches(".columns summary") ? "columns" : (at.classList[at.classList.length - 1] ?? at.localName);
  const ring = getComputedStyle(shown).outlineStyle !== "none" && parseFloat(getComputedStyle(shown).outlineWidth) > 1;
  const seen = box.width > 0 && box.bottom > 0 && box.top < window.innerHeight && getComputedStyle(shown).opacity > 0;
  return { kind, name: at.localName, figure: figure?.id, ring, seen, again };
}

// Tabs through the page, and does with each control what can be done.
async function walk(page, name, tally) {
  const done = new Set();
  for (let stop = 0; stop < 400; stop++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(focus);
    if (at.name === "body" || !tally.check("asked: focus", !at.again, `${name}: the tab key comes back to ${at.kind}`)) break;
    tally.check("asked: focus", at.ring && at.seen, `${name}: the focus on ${at.kind} in ${at.figure} is not seen`);
    const act = ACTS[at.kind];
    if (!act || done.has(at.kind)) continue;
    done.add(at.kind);
    tally.none("asked: keyboard", `${name}, ${at.kind}`, await act(page, at));
  }
  // In a draft the numbers of paragraphs are their links; no button shows them.
  const there = await page.$$eval(".teiten .links", (all) => all.length > 0);
  const kinds = Object.keys(ACTS).filter((kind) => kind !== "links" || there);
  tally.none("asked: keyboard", `${name} is never reached by the tab key`, kinds.filter((kind) => !done.has(kind)));
}

const ACTS = {
  day: async (page, { figure }) => {
    const wrong = [];
    const rows = await page.$$eval(`#${figure} .values tbody tr`, (all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
    const untold = await page.$eval(`#${figure} .ask`, (box) => ({ ...box.dataset }));
    const expect = async (key, row, line) => {
      await page.keyboard.press(key);
      const told = await page.$eval(`#${figure} input.day`, (slider) => slider.getAttribute("aria-valuetext") ?? "");
      const values = await page.$$eval(`#${figure} .lines .value`, (all) => all.map((value) => value.textContent));
      const [day, ...cells] = rows[row];
      if (!told.startsWith(day) || !(told.includes(cells[line]) || told.includes(untold.gap))) wrong.push(`${key}: ${told}, not ${day} ${cells[line]}`);
      const strange = values.filter((value, at) => value !== cells[at] && ![untold.gap, untold.withheld].includes(value));
      if (strange.length) wrong.push(`${key}: shows ${strange}, the table ${cells}`);
    };
    const last = rows.length - 1;
    const lines = rows[0].length - 1;
    await expect("Home", 0, 0);
    await expect("ArrowRight", 1, 0);
    await expect("PageDown", 8, 0);
    await expect("ArrowLeft", 7, 0);
    await expect("ArrowDown", 7, 1 % lines);
    await expect("ArrowUp", 7, 0);
    await expect("End", last, 0);
    await expect("ArrowRight", last, 0);
    await page.keyboard.press("Escape");
    const left = await page.$eval(`#${figure} .ask`, (box) => !box.classList.contains("asking") && !box.querySelector(".asked .day").textContent);
    return left ? wrong : [...wrong, "Escape does not leave"];
  },
  line: async (page, { figure }) => {
    const state = () => page.evaluate((figure) => {
      const button = document.activeElement;
      const line = document.querySelector(`#${figure} .series-${button.dataset.series}`);
      return `${button.getAttribute("aria-pressed")} ${getComputedStyle(line).display !== "none"}`;
    }, figure);
    return toggled(page, state, "true true", "false false");
  },
  citation: async (page) => {
    const wrong = [];
    const peek = () => page.evaluate(() => {
      const shown = document.querySelector(".peek:popover-open");
      const entry = document.querySelector(document.activeElement.closest(".citation, .peek")?.hash || "#none");
      const box = shown?.getBoundingClientRect();
      return shown && { text: shown.textContent, whole: [...(entry?.querySelectorAll(".line") ?? [])].map((line) => line.textContent).join(""),
        inside: box.left >= 0 && box.right <= document.documentElement.clientWidth };
    });
    const shown = await peek();
    if (!shown || shown.text !== shown.whole || !shown.text) wrong.push(`shows ${shown?.text}, not ${shown?.whole}`);
    if (shown && !shown.inside) wrong.push("stands outside of the window");
    await page.keyboard.press("Escape");
    if (await peek()) wrong.push("Escape does not close it");
    return wrong;
  },
  sort: async (page, { figure }) => {
    const order = () => page.evaluate((figure) => {
      const head = document.activeElement.closest("th");
      const cells = [...document.querySelectorAll(`#${figure} tbody tr`)].map((row) => row.cells[head.cellIndex]);
      const values = cells.map((cell) => Number(cell.dataset.value));
      const rises = values.every((value, at) => !at || values[at - 1] <= value);
      const falls = values.every((value, at) => !at || values[at - 1] >= value);
      return { sort: head.getAttribute("aria-sort"), rises, falls, rows: cells.map((cell) => cell.parentElement.textContent).join("\n") };
    }, figure);
    const printed = await order();
    const wrong = [];
    await page.keyboard.press("Enter");
    const up = await order();
    if (up.sort !== "ascending" || !up.rises) wrong.push("does not rise");
    await page.keyboard.press("Enter");
    const down = await order();
    if (down.sort !== "descending" || !down.falls || down.rows === printed.rows) wrong.push("does not fall");
    await page.keyboard.press("Enter");
    const back = await order();
    if (back.sort !== null || back.rows !== printed.rows) wrong.push("does not come back to the printed order");
    return wrong;
  },
  columns: async (page, { figure }) => {
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const state = () => page.evaluate((figure) => {
      const button = document.activeElement;
      const cells = [...document.querySelectorAll(`#${figure} tr`)].map((row) => row.cells[button.dataset.column]);
      return `${button.getAttribute("aria-pressed")} ${cells.filter((cell) => getComputedStyle(cell).display !== "none").length === cells.length}`;
    }, figure);
    return toggled(page, state, "true true", "false false");
  },
  links: async (page) => {
    const state = () => page.evaluate(() => {
      const shown = [...document.querySelectorAll("p > .permalink")].filter((link) => getComputedStyle(link).visibility === "visible");
      return `${document.activeElement.getAttribute("aria-pressed")} ${shown.length > 0}`;
    });
    return toggled(page, state, "false false", "true true");
  },
};

// A button that is pressed twice does, and undoes.
async function toggled(page, state, first, second) {
  const found = [await state()];
  for (let press = 0; press < 2; press++) {
    await page.keyboard.press("Space");
    found.push(await state());
  }
  const expected = [first, second, first];
  return found.join() === expected.join() ? [] : [`is ${found.join(", then ")}, not ${expected.join(", then ")}`];
}

// Points at a day of the first chart: the value is told beside it, and nothing but a line and dots comes over the drawing.
async function pointed(page, name, tally) {
  const drawing = await page.$("figure.chart:has(.ask) > .scroll > svg");
  await drawing.scrollIntoView();
  const box = await drawing.boundingBox();
  const before = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.4);
  const found = await page.evaluate(() => {
    const figure = document.querySelector("figure.chart:has(.ask)");
    const day = figure.querySelector(".asked .day").textContent;
    const row = [...figure.querySelectorAll(".values tbody tr")].find((row) => day.startsWith(row.cells[0].textContent));
    const values = [...figure.querySelectorAll(".lines .value")].map((value) => value.textContent);
    const words = figure.querySelectorAll(".asked text").length;
    const frame = figure.querySelector("svg").getBoundingClientRect();
    const over = [...figure.querySelectorAll(".ask")].some((part) => part.getBoundingClientRect().top < frame.bottom - 1);
    return { day, right: Boolean(row) && values.every((value, at) => row.cells[at + 1].dataset.untold || value === row.cells[at + 1].textContent), over, words };
  });
  tally.check("asked: pointer", found.day && found.right, `${name}: the pointer reads ${found.day}, wrong values`);
  tally.check("asked: pointer", !found.over && !found.words, `${name}: what is told covers the lines`);
  const after = await page.evaluate(() => document.documentElement.scrollHeight);
  tally.check("asked: layout", before === after, `${name}: asking makes the page ${after - before} px longer`);
}

// Taps a day and a citation.
async function touched(page, name, tally) {
  const drawing = await page.$("figure.chart:has(.ask) > .scroll > svg");
  await drawing.scrollIntoView();
  const box = await drawing.boundingBox();
  await page.touchscreen.tap(box.x + 150, box.y + 100);
  const day = await page.$eval("figure.chart:has(.ask) .asked .day", (part) => part.textContent);
  tally.check("asked: touch", Boolean(day), `${name}: a tap reads no day`);
  const citation = await page.$("a.citation");
  await citation.scrollIntoView();
  await citation.tap();
  const tapped = await page.evaluate(() => ({ open: Boolean(document.querySelector(".peek:popover-open")), hash: location.hash }));
  tally.check("asked: touch", tapped.open && !tapped.hash, `${name}: a tap on a citation does not show its reference`);
  await citation.tap();
  tally.check("asked: touch", await page.evaluate(() => location.hash !== ""), `${name}: the second tap does not follow the citation`);
}

// Without the script the same core stands there, and no control that does nothing.
async function unscripted(scripted, plain, name, tally) {
  const core = () => {
    const copy = document.querySelector("main").cloneNode(true);
    copy.querySelectorAll("[data-extra], .asked").forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, "");
  };
  // Puppeteer's own words run in either.
  const [one, other] = [await scripted.evaluate(core), await plain.evaluate(core)];
  tally.check("asked: without script", one === other && one.length > 1000, `${name}: the core differs without the script`);
  const dead = await plain.evaluate(() => [...document.querySelectorAll("button, input")].filter((part) => part.checkVisibility()).map((part) => part.className));
  tally.none("asked: without script", `${name}: controls that do nothing`, dead);
  await plain.close();
}

// What the page weighs over the wire, the tables of the figures' values aside.
function weigh(name, path, tally) {
  const html = readFileSync(path, "utf8");
  const bare = html.replace(/<details data-extra>.*?<\/details>/gs, "");
  const size = (text) => gzipSync(text).length;
  const [style, script] = [/href="(assets\/[^"]+\.css)"/, /src="(assets\/[^"]+\.js)"/].map((found) => readFileSync(join(dirname(path), found.exec(html)[1])));
  const pictures = [...html.matchAll(/<img src="([^"]+)"/g)].map((found) => readFileSync(join(dirname(path), found[1])).length);
  const all = size(bare) + size(style) + size(script) + pictures.reduce((sum, one) => sum + one, 0);
  tally.check("asked: weight", size(script) <= 60_000, `${name}: the script weighs ${size(script)} bytes`);
  tally.check("asked: weight", all <= 250_000, `${name}: the page weighs ${all} bytes`);
  console.log(`     ${name}: ${all} bytes over the wire, ${size(script)} of them script, ${size(style)} style sheet`);
}
