// The article in a page of somebody else (`host/`), whose style sheet is careless and whose policy is strict: nothing is
// refused, the page around is as it was to the pixel, and the article looks and does as in its own page.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { media } from "./axe.mjs";
import { need } from "./need.mjs";

const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const HOST = join(dirname(fileURLToPath(import.meta.url)), "host");
const KINDS = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg" };
const VIEWS = [
  { width: 1440, scheme: "light" },
  { width: 1440, scheme: "dark" },
  { width: 360, scheme: "light" },
];

export async function look(browser, { name, path }, tally) {
  // A draft is placed nowhere.
  if (readFileSync(join(dirname(path), "head.html"), "utf8").includes("noindex")) return;
  const server = await serve(dirname(path));
  const origin = `http://127.0.0.1:${server.address().port}`;
  try {
    for (const view of VIEWS) await compare(browser, name, origin, view, tally);
    await alike(browser, name, origin, tally);
    await used(browser, name, origin, tally);
  } finally {
    server.close();
  }
}

// The edition's folder, the page of somebody else beside it (`host.html`, and `bare.html` without the article), and a
// policy that allows nothing but this server.
export function serve(folder) {
  const page = (head, fragment) => readFileSync(join(HOST, "page.html"), "utf8").replace("<!-- head -->", () => head).replace("<!-- fragment -->", () => fragment);
  const part = (file) => readFileSync(join(folder, file), "utf8");
  const made = { "/host.html": () => page(part("head.html"), part("fragment.html")), "/bare.html": () => page("", "") };
  const server = createServer((request, response) => {
    const asked = normalize(decodeURIComponent(request.url.split("?")[0]));
    const file = [join(folder, asked), join(HOST, asked)].find((one) => existsSync(one) && statSync(one).isFile());
    const body = made[asked]?.() ?? (file ? readFileSync(file) : "");
    // Browsers ask for it by themselves.
    const status = body ? 200 : asked === "/favicon.ico" ? 204 : 404;
    const head = { "Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff" };
    response.writeHead(status, { ...head, "Content-Type": KINDS[extname(asked)] ?? "application/octet-stream" }).end(body);
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

async function open(browser, address, { width, scheme }) {
  const page = await browser.newPage();
  page.refused = [];
  page.on("console", (message) => page.refused.push(message.text()));
  page.on("pageerror", (error) => page.refused.push(String(error)));
  page.on("requestfailed", (request) => page.refused.push(request.url()));
  page.on("response", (response) => response.status() >= 400 && page.refused.push(`${response.status()} ${response.url()}`));
  await page.evaluateOnNewDocument(() => {
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.setViewport({ width, height: 900 });
  await media(page, { "prefers-color-scheme": scheme });
  await page.goto(address, { waitUntil: "networkidle0", timeout: 120000 });
  return page;
}

// The same page with and without the article.
async function compare(browser, name, origin, view, tally) {
  const where = `${name} elsewhere at ${view.width} ${view.scheme}`;
  const bare = await open(browser, `${origin}/bare.html`, view);
  const before = await around(bare);
  await bare.close();
  const page = await open(browser, `${origin}/host.html`, view);
  const refused = [...page.refused, ...(await page.evaluate(() => window.refused))];
  tally.none("foreign: policy", where, refused);
  for (const [at, { part, markup, picture }] of (await around(page)).entries()) {
    tally.check("foreign: host", markup === before[at].markup, `${where}: the script changes the ${part}`);
    tally.check("foreign: host", picture === before[at].picture, `${where}: the ${part} looks another`);
  }
  tally.none("foreign: ids", where, await page.evaluate(dangling));
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document.querySelector("article.teiten"), { resultTypes: ["violations"] }));
  tally.none("foreign: axe", where, found.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].target} ${v.nodes[0].failureSummary}`));
  tally.check("foreign: axe", found.passes.length > 10, `${where}: axe looked at ${found.passes.length} rules only`);
  const sideways = await page.evaluate(() => {
    const article = document.querySelector("article.teiten").getBoundingClientRect();
    const wide = [...document.querySelectorAll("article.teiten *:not(.scroll *)")].filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > article.right + 1);
    return wide.map((part) => `<${part.localName} class="${part.className}"> sticks out`);
  });
  tally.none("foreign: article", where, sideways);
  await page.close();
}

// The parts of the page around: what they are and how they look, to the pixel. What is between them is cut to one height:
// at another place browsers draw a curve otherwise.
async function around(page) {
  const parts = [];
  await page.$eval("body > main", (main) => (main.style.height = "1000px"));
  for (const part of ["header", "footer"]) {
    const element = await page.$(`body > ${part}`);
    const markup = await element.evaluate((element) => element.outerHTML);
    parts.push({ part, markup, picture: await element.screenshot({ encoding: "base64" }) });
  }
  await page.$eval("body > main", (main) => main.removeAttribute("style"));
  return parts;
}

// Ids that stand twice or lead nowhere, those of the host's own included. Runs in the page.
function dangling() {
  const wrong = [];
  const article = document.querySelector("article.teiten");
  const ids = [...document.querySelectorAll("[id]")].map((part) => part.id);
  wrong.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `#${id} stands twice`));
  wrong.push(...[...article.querySelectorAll("[id]")].filter((part) => !part.id.startsWith("teiten-")).map((part) => `#${part.id} has no prefix`));
  for (const link of article.querySelectorAll('a[href^="#"]')) {
    if (!article.querySelector(`[id="${decodeURIComponent(link.hash.slice(1))}"]`)) wrong.push(`${link.hash} leads nowhere`);
  }
  for (const attribute of ["aria-labelledby", "aria-describedby", "for", "headers"]) {
    for (const part of article.querySelectorAll(`[${attribute}]`)) {
      wrong.push(...part.getAttribute(attribute).split(" ").filter((id) => !ids.includes(id)).map((id) => `${attribute}: #${id} is not there`));
    }
  }
  if (ids.length < 30) wrong.push(`only ${ids.length} ids`);
  return wrong;
}

// What the careless style sheet may not reach: every part of the article looks as in its own page.
async function alike(browser, name, origin, tally) {
  const view = { width: 1440, scheme: "light" };
  const looked = [];
  for (const file of ["index.html", "host.html"]) {
    const page = await open(browser, `${origin}/${file}`, view);
    looked.push(await page.evaluate(styles));
    await page.close();
  }
  const [one, other] = looked;
  const wrong = [];
  one.forEach(({ what, style }, at) => {
    const there = other[at]?.style ?? {};
    for (const [property, value] of Object.entries(style)) {
      if (value !== there[property]) wrong.push(`${what} ${property}: ${value} becomes ${there[property]}`);
    }
  });
  tally.check("foreign: article", one.length > 500 && one.length === other.length, `${name}: ${one.length} parts become ${other.length}`);
  tally.none("foreign: article", `${name} elsewhere, ${wrong.length} differences`, wrong);
}

// The look of every part of the article, sizes that follow from its width left out. Runs in the page.
function styles() {
  const sides = ["top", "right", "bottom", "left"];
  const properties = [
    "color", "background-color", "background-image", "font-family", "font-size", "font-style", "font-variant", "font-weight", "line-height",
    "letter-spacing", "word-spacing", "word-break", "white-space", "text-align", "text-decoration-line", "text-indent", "text-shadow",
    "text-transform", "-webkit-locale", "list-style-type", "list-style-position", "float", "position", "display", "opacity", "border-collapse", "border-spacing",
    "border-radius", "box-shadow", "box-sizing", "vertical-align", "visibility", "overflow-wrap", "order", "filter", "transform", "fill", "stroke",
    ...sides.flatMap((side) => [`padding-${side}`, `border-${side}-width`, `border-${side}-style`, `border-${side}-color`, `margin-${side}`]),
  ];
  const article = document.querySelector("article.teiten");
  const described = (part, pseudo) => {
    const style = getComputedStyle(part, pseudo);
    const held = Object.fromEntries(properties.map((property) => [property, style.getPropertyValue(property)]));
    return { what: `${part.localName.replace(/^h\d$/, "h")}.${part.getAttribute("class") ?? ""}${pseudo ?? ""}`, style: { ...held, content: pseudo ? style.content : "" } };
  };
  return [...article.querySelectorAll("*")].flatMap((part) => [described(part), described(part, "::before"), described(part, "::after")]);
}

// The script finds its way: a chart is asked, a citation shown, a table sorted.
async function used(browser, name, origin, tally) {
  const page = await open(browser, `${origin}/host.html`, { width: 1440, scheme: "light" });
  const told = await page.evaluate(async () => {
    const wrong = [];
    const article = document.querySelector("article.teiten");
    if (article.querySelector(".ask[hidden], .columns[hidden], .links[hidden]")) wrong.push("controls are hidden");
    const slider = article.querySelector("input.day");
    slider.focus();
    if (!slider.getAttribute("aria-valuetext")) wrong.push("a chart tells nothing");
    if (![...article.querySelectorAll(".ask .value")].some((value) => value.textContent)) wrong.push("no value is shown");
    const citation = article.querySelector("a.citation");
    citation.focus();
    const peek = article.querySelector(".peek");
    if (!peek?.id.startsWith("teiten-") || citation.getAttribute("aria-describedby") !== peek.id) wrong.push("no reference is shown");
    const sort = article.querySelector("button.sort");
    sort?.click();
    if (sort?.closest("th").getAttribute("aria-sort") !== "ascending") wrong.push("a table is not sorted");
    article.querySelector("nav .links").click();
    if (!article.classList.contains("linked")) wrong.push("no links of paragraphs");
    const heading = article.querySelector("nav a").hash;
    document.getElementById(decodeURIComponent(heading.slice(1))).scrollIntoView();
    await new Promise((done) => setTimeout(done, 300));
    if (!article.querySelector("nav [aria-current]")) wrong.push("the contents do not follow");
    return wrong;
  });
  tally.none("foreign: script", `${name} elsewhere`, told);
  await page.close();
}
