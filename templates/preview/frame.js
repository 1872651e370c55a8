// Asks the server how the edition stands, shows what is to be mended, and loads the page anew where it changed.
"use strict";

const part = id => document.getElementById(id);
const view = part("view");
let state = { number: 0 };
// The number of the last good look, so that errors leave the page as it is.
let loaded = 0;
let opened = false;

const made = (kind, name, text) => {
  const element = document.createElement(kind);
  element.className = name;
  element.textContent = text;
  return element;
};

// The page loaded anew stands where the reader was.
function reload() {
  const inside = view.contentWindow;
  const [x, y] = [inside.scrollX, inside.scrollY];
  view.addEventListener("load", () => view.contentWindow.scrollTo({ left: x, top: y, behavior: "instant" }), { once: true });
  inside.location.reload();
}

function show(tab) {
  view.src = tab.address;
  tabs(tab.address);
}

function tabs(address) {
  part("tabs").replaceChildren(...state.tabs.map(tab => {
    const button = made("button", "", tab.name);
    button.type = "button";
    if (tab.address === address) button.setAttribute("aria-current", "page");
    button.addEventListener("click", () => show(tab));
    return button;
  }));
}

function item(finding) {
  const { levels, mend } = state.words;
  const word = levels[["error", "warning", "note"].indexOf(finding.level)];
  const place = [finding.file, finding.line, finding.column].filter(part => part).join(":");
  const entry = made("li", finding.code, "");
  const head = made("p", "what", "");
  head.append(made("span", "level " + finding.level, word + "[" + finding.code + "] "), finding.message);
  if (place) entry.append(made("p", "place", place));
  entry.append(head);
  if (finding.mend) entry.append(made("p", "mend", mend + ": " + finding.mend));
  return entry;
}

function findings() {
  const { findings, words, current } = state;
  const errors = findings.filter(finding => finding.level === "error");
  const names = ["error", "warning", "note"].map((level, at) => {
    const count = findings.filter(finding => finding.level === level).length;
    return count ? words.levels[at] + " " + count : "";
  });
  part("told").textContent = names.filter(name => name).join(" · ");
  part("told").hidden = findings.length === 0;
  part("told").className = errors.length ? "error" : "";
  part("refused").textContent = words.refused;
  part("refused").hidden = current || loaded === 0;
  part("list").replaceChildren(...findings.map(item));
  unfold(errors.length > 0 || (opened && findings.length > 0), errors.length > 0);
}

function unfold(open, error) {
  part("findings").hidden = !open;
  part("findings").className = error ? "error" : "";
  part("told").setAttribute("aria-expanded", String(open));
}

part("told").addEventListener("click", () => {
  opened = part("findings").hidden;
  unfold(opened, part("told").className === "error");
});

function take(news) {
  if (news.number === state.number) return;
  state = news;
  document.documentElement.lang = state.lang;
  part("gone").textContent = "";
  // Lines may have moved.
  part("where").textContent = "";
  if (state.tabs.length > 0 && loaded === 0) show(state.tabs[0]);
  else if (state.current) reload();
  if (state.current || (state.tabs.length > 0 && loaded === 0)) loaded = state.number;
  findings();
}

// A click on a paragraph's number, or Enter on it, tells where the paragraph was written, ready to be copied.
function where(event) {
  const number = event.target.closest("a.pilcrow");
  if (!number) return;
  event.preventDefault();
  const places = state.places[view.contentWindow.location.pathname] ?? {};
  const place = places[number.hash.slice(1)];
  part("where").textContent = number.textContent + " " + (place || state.words.nowhere);
}

// What is no page of ours, such as a PDF's viewer, is none to listen to.
view.addEventListener("load", () => view.contentDocument?.addEventListener("click", where));

async function follow() {
  for (;;) {
    try {
      const answer = await fetch("/preview/state?after=" + state.number);
      take(await answer.json());
    } catch {
      part("gone").textContent = state.words ? state.words.gone : "";
      await new Promise(done => setTimeout(done, 1000));
      // Whoever answers next may be another process: its numbers begin anew.
      state = { ...state, number: 0 };
    }
  }
}

follow();
