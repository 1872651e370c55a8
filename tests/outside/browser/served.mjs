// The edition on a server that allows nothing but itself, and as a file: nothing is refused, missing, or asked of others.
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

const KINDS = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png",
  ".jpg": "image/jpeg", ".csv": "text/csv; charset=utf-8", ".json": "application/json", ".pdf": "application/pdf" };

export async function look(browser, { name, path }, tally) {
  const server = await serve(dirname(path));
  const origin = `http://127.0.0.1:${server.address().port}`;
  try {
    await visit(browser, `${name}, served`, `${origin}/index.html`, (url) => url.startsWith(`${origin}/`), tally);
    await links(name, origin, readFileSync(path, "utf8"), tally);
  } finally {
    server.close();
  }
  await visit(browser, `${name}, as a file`, pathToFileURL(path).href, (url) => url.startsWith("file:"), tally);
}

// A server on the loopback that serves a folder and forbids all else.
export function serve(folder) {
  const server = createServer((request, response) => {
    const path = join(folder, normalize(decodeURIComponent(request.url.split("?")[0])));
    const held = path.startsWith(folder) && statSync(path, { throwIfNoEntry: false })?.isFile();
    const head = { "Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff" };
    if (held) head["Content-Type"] = KINDS[extname(path)] ?? "application/octet-stream";
    // Browsers ask for it by themselves.
    const status = held ? 200 : request.url === "/favicon.ico" ? 204 : 404;
    response.writeHead(status, head).end(held ? readFileSync(path) : "");
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

async function visit(browser, where, address, own, tally) {
  const page = await browser.newPage();
  const [refused, foreign, missing] = [[], [], []];
  page.on("console", (message) => refused.push(message.text()));
  page.on("pageerror", (error) => refused.push(String(error)));
  page.on("request", (request) => own(request.url()) || request.url().startsWith("data:") || foreign.push(request.url()));
  page.on("requestfailed", (request) => missing.push(request.url()));
  page.on("response", (response) => response.status() >= 400 && missing.push(response.url()));
  await page.evaluateOnNewDocument(() => {
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(address, { waitUntil: "networkidle0" });
  refused.push(...(await page.evaluate(() => window.refused)));
  tally.none("served: policy", where, refused);
  tally.none("served: foreign requests", `${where} asks for`, foreign);
  tally.none("served: files", `${where} lacks`, missing);
  const found = await page.evaluate(() => ({
    styled: getComputedStyle(document.querySelector("main")).maxWidth !== "none",
    torn: [...document.images].filter((image) => !image.naturalWidth).map((image) => image.src),
    drawn: [...document.querySelectorAll("figure.chart")].every((figure) => figure.querySelector("svg")?.getBBox().width > 100),
  }));
  tally.check("served: files", found.styled, `${where}: the style sheet does not reach the page`);
  tally.check("served: files", found.drawn, `${where}: a chart is not drawn`);
  tally.none("served: files", `${where}: pictures not shown`, found.torn);
  await page.close();
}

// Every file that the page leads to is there.
async function links(name, origin, html, tally) {
  const held = [...html.matchAll(/ (?:href|src)="(?!#|[a-z]+:)([^"]+)"/g)].map((found) => found[1]);
  for (const target of new Set(held)) {
    const answer = await fetch(`${origin}/${target}`, { method: "HEAD" });
    tally.check("served: files", answer.status === 200, `${name}: ${target} is not there`);
  }
}
