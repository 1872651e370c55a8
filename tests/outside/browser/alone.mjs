// The edition as one file, opened from disk: it asks for nothing at all, is whole, and holds the bytes of the files beside the page.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

export async function look(browser, { name, path, page: original }, tally) {
  const [whole, plain] = [await browser.newPage(), await browser.newPage()];
  const [asked, told] = [[], []];
  whole.on("request", (request) => asked.push(request.url()));
  whole.on("console", (message) => told.push(message.text()));
  whole.on("pageerror", (error) => told.push(String(error)));
  await whole.evaluateOnNewDocument(() => {
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await whole.goto(pathToFileURL(path).href, { waitUntil: "networkidle0" });
  await plain.goto(pathToFileURL(original).href, { waitUntil: "networkidle0" });
  told.push(...(await whole.evaluate(() => window.refused)));
  const others = asked.slice(1).filter((url) => !url.startsWith("data:"));
  tally.none("alone: requests", `${name} asks for`, others);
  tally.none("alone: policy", name, told);

  const words = () => document.querySelector("main").innerText;
  const [one, other] = [await whole.evaluate(words), await plain.evaluate(words)];
  tally.check("alone: words", one === other && one.length > 1000, `${name}: the words differ from the page's`);
  const seen = () => {
    const look = (part) => [part.localName, ...["color", "fontSize", "display", "width"].map((name) => getComputedStyle(part)[name])].join(" ");
    return [...document.querySelectorAll("main *:not(svg *)")].map(look);
  };
  const [drawn, expected] = [await whole.evaluate(seen), await plain.evaluate(seen)];
  tally.none("alone: look", `${name} looks different`, drawn.filter((part, at) => part !== expected[at]));
  tally.check("alone: look", drawn.length === expected.length, `${name}: ${expected.length} parts become ${drawn.length}`);
  const torn = await whole.evaluate(() => [...document.images].filter((image) => !image.naturalWidth).map((image) => image.alt));
  tally.none("alone: look", `${name}: pictures not shown`, torn);

  const links = await whole.$$eval("a[download]", (all) => all.map((link) => [link.download, link.href]));
  const leading = (all) => all.map((link) => [link.getAttribute("href"), link.download]);
  const paths = await plain.$$eval("main a[href]:not([href^='#']):not([href*=':'])", leading);
  for (const [path, download] of paths.filter(([path]) => !path.startsWith("../"))) {
    const saved = download || path.split("/").pop();
    const held = links.find(([called]) => called === saved);
    const bytes = held && Buffer.from(held[1].split(",")[1], "base64");
    tally.check("alone: files", bytes?.equals(readFileSync(join(dirname(original), path))), `${name}: ${path} is not inside`);
  }
  for (const one of [whole, plain]) await one.close();
}
