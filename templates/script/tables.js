// Tables whose columns can be sorted, taken out, and put back. A cell is sorted by the value that the table's data file
// holds; what is withheld or not known comes last, either way.
(() => {
  "use strict";
  // `>10` is beyond ten.
  const exact = text => (text.startsWith(">") ? Number(text.slice(1)) + 0.5 : text === "" ? NaN : Number(text));

  const compare = (names, one, other, turn) => {
    if (one.dataset.value === undefined) return turn * names.compare(one.textContent, other.textContent);
    const [a, b] = [one, other].map(cell => exact(cell.dataset.value));
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
    return turn * (a - b);
  };

  class Table {
    constructor(box) {
      const figure = box.closest("figure");
      const table = figure.querySelector("table");
      this.body = table.tBodies[0];
      this.heads = [...table.tHead.rows[0].cells];
      this.names = new Intl.Collator(box.closest("[lang]")?.lang, { numeric: true });
      this.printed = [...this.body.rows];
      this.rows = this.printed;
      this.restore = box.querySelector(".restore");
      this.heads.forEach((head, at) => this.open(head, at));
      box.querySelectorAll("[data-column]").forEach(button => this.switch(button));
      this.restore.addEventListener("click", () => this.sort(null, null));
      window.addEventListener("beforeprint", () => this.body.append(...this.printed));
      window.addEventListener("afterprint", () => this.body.append(...this.rows));
      box.hidden = false;
    }

    open(head, at) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      const next = { null: "ascending", ascending: "descending", descending: null };
      button.addEventListener("click", () => this.sort(at, next[head.getAttribute("aria-sort")]));
    }

    sort(column, order) {
      const turn = order === "descending" ? -1 : 1;
      const sorted = () => [...this.printed].sort((one, other) => compare(this.names, one.cells[column], other.cells[column], turn));
      this.rows = order ? sorted() : this.printed;
      this.body.append(...this.rows);
      this.heads.forEach(head => head.removeAttribute("aria-sort"));
      if (order) this.heads[column].setAttribute("aria-sort", order);
      this.restore.disabled = !order;
    }

    switch(button) {
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        const rows = [this.heads[0].parentElement, ...this.printed];
        rows.forEach(row => row.cells[button.dataset.column].classList.toggle("off", !on));
      });
    }
  }

  document.querySelectorAll(".teiten .columns").forEach(box => new Table(box));
})();
