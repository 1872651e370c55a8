// The page as it is heard: a transcript of the accessibility tree (role, name, description, language) against the one
// that was read and committed, and the rules that such a reading follows.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const KEPT = join(dirname(fileURLToPath(import.meta.url)), "../transcripts");
// Of a table longer than this, the first rows only.
const ROWS = 12;
const FIRST = 2;
// Containers that no listener is told of.
const SILENT = new Set(["generic", "none", "InlineTextBox", "LayoutTable", "rowgroup", "LineBreak", "ListMarker"]);
const INLINE = new Set(["span", "a", "strong", "em", "code", "time", "br", "b", "i"]);
const NAMED_BY_CONTENT = new Set(["heading", "link", "doc-noteref", "cell", "rowheader", "columnheader", "DisclosureTriangle", "button"]);

export async function look(browser, { name, path, bless }, tally) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
  compare(name, await transcript(page), bless, tally);
  for (const [rule, wrong] of Object.entries(await page.evaluate(unheard))) tally.none(`spoken: ${rule}`, name, wrong);
  await page.close();
}

function compare(name, found, bless, tally) {
  const kept = join(KEPT, `${name}.txt`);
  if (bless) {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(kept, found);
  }
  const expected = existsSync(kept) ? readFileSync(kept, "utf8").split("\n") : [];
  const lines = found.split("\n");
  const at = lines.findIndex((line, place) => line !== expected[place]);
  const good = at < 0 && lines.length === expected.length;
  tally.check("spoken: transcript", good, `${kept} line ${at + 1}: expected ${expected[at]}, found ${lines[at]}`);
}

// The tree as lines, a level two blanks deeper than the one around.
export async function transcript(page) {
  const session = await page.createCDPSession();
  await session.send("Accessibility.enable");
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const { root } = await session.send("DOM.getDocument", { depth: -1 });
  const tree = { byId: new Map(nodes.map((node) => [node.nodeId, node])), places: places(root), lines: [] };
  speak(nodes.find((node) => !node.parentId), tree, 0, "");
  return tree.lines.map(({ depth, words }) => "  ".repeat(depth) + words).join("\n") + "\n";
}

// Of each element and text, by its backend id: its language, and the block in which its words stand.
function places(root) {
  const found = new Map();
  const walk = (node, lang, block) => {
    const at = (node.attributes ?? []).indexOf("lang");
    const place = { lang: at >= 0 && at % 2 === 0 ? node.attributes[at + 1] : lang, block };
    if (node.nodeType === 1 && !INLINE.has(node.localName)) place.block = node.backendNodeId;
    found.set(node.backendNodeId, place);
    (node.children ?? []).forEach((child) => walk(child, place.lang, place.block));
  };
  const html = root.children.find((node) => node.localName === "html");
  walk(html, "", html.backendNodeId);
  found.set(root.backendNodeId, found.get(html.backendNodeId));
  return found;
}

function speak(node, tree, depth, around) {
  if (!node) return;
  const role = node.role?.value ?? "";
  const { lang = around, block } = tree.places.get(node.backendDOMNodeId) ?? {};
  const kids = () => node.childIds.map((id) => tree.byId.get(id));
  if (node.ignored || SILENT.has(role)) return kids().forEach((kid) => speak(kid, tree, depth, around));
  if (role === "StaticText") return text(node.name.value, { lang, block, around }, tree, depth);
  tree.lines.push({ depth, words: line(node, role, lang, around) });
  if (role === "image" || (NAMED_BY_CONTENT.has(role) && !foreign(node, tree, lang))) return;
  const below = role === "table" ? shortened(node, tree, depth + 1) : kids();
  below.forEach((kid) => speak(kid, tree, depth + 1, lang));
}

// Texts in a row, of one block and in one language, are heard as one.
function text(said, { lang, block, around }, tree, depth) {
  const last = tree.lines.at(-1);
  const goes = last.said !== undefined && last.depth === depth && last.block === block && last.lang === lang;
  const whole = (goes ? last.said : "") + said;
  const words = `text ${lang === around ? "" : `[${lang}] `}${JSON.stringify(whole.replace(/\s+/g, " "))}`;
  if (goes) tree.lines.pop();
  tree.lines.push({ depth, words, said: whole, block, lang });
}

function line(node, role, lang, around) {
  const level = node.properties?.find((property) => property.name === "level")?.value.value;
  const parts = [role];
  if (level && role === "heading") parts.push(level);
  if (lang !== around) parts.push(`[${lang}]`);
  if (node.name?.value) parts.push(JSON.stringify(node.name.value.replace(/\s+/g, " ")));
  if (node.description?.value) parts.push(`description ${JSON.stringify(node.description.value)}`);
  return parts.join(" ");
}

// Whether something below is in another language or leads elsewhere, so that it must be told by itself.
function foreign(node, tree, lang) {
  return node.childIds.some((id) => {
    const kid = tree.byId.get(id);
    const own = tree.places.get(kid?.backendDOMNodeId)?.lang ?? lang;
    return kid && (own !== lang || ["link", "doc-noteref"].includes(kid.role?.value) || foreign(kid, tree, lang));
  });
}

function shortened(table, tree, depth) {
  const rows = [];
  const walk = (node) => {
    if (node?.role?.value === "row") rows.push(node);
    else node?.childIds.forEach((id) => walk(tree.byId.get(id)));
  };
  walk(table);
  if (rows.length <= ROWS) return rows;
  tree.lines.push({ depth, words: `(the first ${FIRST + 1} of ${rows.length} rows)` });
  return rows.slice(0, FIRST + 1);
}

// What a listener would miss, by rule. Runs in the page.
function unheard() {
  const wrong = { cells: [], links: [], languages: [], figures: [], headings: [] };
  const plain = (text) => text.replace(/\s+/g, "");
  const label = (part) => {
    const ids = part.getAttribute("aria-labelledby")?.split(" ") ?? [];
    return part.getAttribute("aria-label") ?? ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  };
  for (const table of document.querySelectorAll("table")) {
    if (!plain(label(table)) && !table.caption) wrong.figures.push(`a table of ${table.rows.length} rows has no name`);
    const heads = [...table.tHead.rows[0].cells];
    for (const cell of table.querySelectorAll("td")) {
      const column = heads[cell.cellIndex];
      const row = [...cell.parentElement.cells].find((other) => other.localName === "th");
      const named = column?.scope === "col" && plain(column.textContent) && row?.scope === "row" && plain(row.textContent);
      if (!named) wrong.cells.push(`「${cell.textContent}」 in ${table.closest("figure")?.id} has no header`);
    }
  }
  const targets = new Map();
  for (const link of document.querySelectorAll("a[href]")) {
    if (!link.checkVisibility({ visibilityProperty: true })) continue;
    const seen = plain(link.textContent);
    const heard = plain(label(link)) || seen;
    const bare = (words) => words.replace(/[（）()［］[\]]/g, "");
    if (/^[（(［[]?[\d.]*[）)］\]]?$/.test(heard) || /^(CSV|SVG|PDF|こちら|詳細|here)$/i.test(heard)) wrong.links.push(`「${heard}」 says too little`);
    if (!bare(heard).includes(bare(seen))) wrong.links.push(`「${heard}」 does not say what is seen, 「${seen}」`);
    if (targets.has(heard) && targets.get(heard) !== link.href) wrong.links.push(`「${heard}」 leads to two places`);
    targets.set(heard, link.href);
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const english = /[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2,}/.exec(text.data);
    const lang = text.parentElement.closest("[lang]").lang;
    if (english && lang === "ja") wrong.languages.push(`「${english[0]}」 is not marked as foreign`);
    if (/[ぁ-んァ-ヶ]/.test(text.data) && lang !== "ja") wrong.languages.push(`「${text.data}」 is marked as ${lang}`);
  }
  for (const figure of document.querySelectorAll("figure[id]")) {
    const caption = figure.querySelector("figcaption");
    if (!caption || !plain(caption.textContent)) wrong.figures.push(`${figure.id} has no caption`);
  }
  for (const picture of document.querySelectorAll("img, svg:not([aria-hidden])")) {
    const words = picture.alt ?? label(picture);
    if (plain(words).length < 10) wrong.figures.push(`a picture is told as 「${words}」 only`);
  }
  let before = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.localName[1]);
    if (level > before + 1 || !plain(heading.textContent)) wrong.headings.push(`「${heading.textContent}」 comes below level ${before}`);
    before = level;
  }
  return wrong;
}
