// Charts that can be asked. What a day is said to hold stands in the table of the chart's values, and is told as it
// stands there; where the lines run is read from the drawing.
(() => {
  "use strict";
  const WEEK = 7;

  const filled = (pattern, words) => pattern.replace(/\{(\w+)\}/g, (hole, name) => words[name] ?? hole);

  const shape = (kind, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  const pointsOf = line => line.getAttribute("points").trim().split(/\s+/).map(point => point.split(",").map(Number));

  // Where the days of a drawing lie.
  const plotOf = (drawing, days) => {
    const [[left, bottom], [right]] = pointsOf(drawing.querySelector(".axis.days polyline"));
    const top = Math.min(...[...drawing.querySelectorAll(".grid polyline")].map(line => pointsOf(line)[0][1]));
    const step = (right - left) / days;
    return { left, right, top, bottom, noon: day => left + (day + 0.5) * step, dayAt: x => Math.floor((x - left) / step) };
  };

  // The heights of a line by day.
  const heightsOf = (drawing, number, plot) => {
    const points = [...drawing.querySelectorAll(`.series-${number} polyline`)].flatMap(pointsOf);
    return new Map(points.map(([x, y]) => [plot.dayAt(x), y]));
  };

  const rowOf = row => ({
    day: row.cells[0].textContent,
    outage: "outage" in row.dataset,
    cells: [...row.cells].slice(1).map(cell => ({ text: cell.textContent, untold: cell.dataset.untold })),
  });

  class Asked {
    // The day that was chosen, and the line of which the keys tell.
    kept = null;
    line = 0;

    constructor(box) {
      const figure = box.closest("figure");
      this.box = box;
      this.slider = figure.querySelector("input.day");
      this.drawing = figure.querySelector(".scroll > svg");
      this.words = this.box.dataset;
      this.rows = [...figure.querySelectorAll("details .values tbody tr")].map(rowOf);
      this.plot = plotOf(this.drawing, this.rows.length);
      this.series = [...this.box.querySelectorAll("button")].map((button, at) => this.seriesOf(button, at));
      this.day = this.box.querySelector(".day");
      this.mark();
      this.attend();
      this.box.hidden = this.slider.hidden = false;
    }

    seriesOf(button, at) {
      const number = button.dataset.series;
      const parts = this.drawing.querySelectorAll(`.series-${number}, .label-${number}`);
      const heights = heightsOf(this.drawing, number, this.plot);
      const colour = button.querySelector("line").getAttribute("stroke");
      button.addEventListener("click", () => this.toggle(at));
      return { button, parts, heights, dot: shape("circle", { r: 4, "stroke-width": 2, stroke: colour }), colour,
        name: button.querySelector(".name").textContent, value: button.querySelector(".value") };
    }

    // A line through the day, and a dot on each value; no words, so that no line of the drawing is covered.
    mark() {
      const { top, bottom } = this.plot;
      this.guide = shape("line", { y1: top, y2: bottom, stroke: "#555555", "stroke-width": 1 });
      this.group = shape("g", { class: "asked", visibility: "hidden" });
      this.group.append(this.guide, ...this.series.map(({ dot }) => dot));
      this.drawing.append(this.group);
    }

    isOn(at) {
      return this.series[at].button.getAttribute("aria-pressed") === "true";
    }

    toggle(at) {
      const { button, parts } = this.series[at];
      button.setAttribute("aria-pressed", String(!this.isOn(at)));
      parts.forEach(part => part.classList.toggle("off", !this.isOn(at)));
      if (!this.isOn(this.line)) this.turn(1);
      this.show(this.kept);
    }

    // The next line up or down that is on.
    turn(by) {
      const count = this.series.length;
      for (let far = 1; far <= count; far++) {
        const at = (this.line + by * far + count * far) % count;
        if (this.isOn(at)) return (this.line = at);
      }
    }

    said({ text, untold }) {
      return untold ? this.words[untold] : text;
    }

    // All values of a day, or none.
    show(day) {
      const row = this.rows[day];
      this.group.setAttribute("visibility", row ? "visible" : "hidden");
      this.box.classList.toggle("asking", Boolean(row));
      this.day.textContent = row ? this.withOutage(row, row.day) : "";
      this.series.forEach((one, at) => this.showOne(one, at, row, day));
      if (!row) return this.slider.removeAttribute("aria-valuetext");
      const noon = this.plot.noon(day);
      this.guide.setAttribute("x1", noon);
      this.guide.setAttribute("x2", noon);
      this.slider.value = day;
      this.slider.setAttribute("aria-valuetext", this.reading(row));
    }

    showOne({ button, dot, colour, heights, value }, at, row, day) {
      const told = row && this.isOn(at);
      const current = this.kept !== null && at === this.line;
      value.textContent = told ? this.said(row.cells[at]) : "";
      value.classList.toggle("untold", Boolean(told && row.cells[at].untold));
      button.classList.toggle("current", current);
      dot.setAttribute("visibility", told && heights.has(day) ? "inherit" : "hidden");
      dot.setAttribute("fill", current ? colour : "#ffffff");
      dot.setAttribute("cx", this.plot.noon(day ?? 0));
      dot.setAttribute("cy", heights.get(day) ?? 0);
    }

    withOutage(row, reading) {
      return row.outage ? filled(this.words.disturbed, { reading, outage: this.words.outage }) : reading;
    }

    reading(row) {
      const words = { day: row.day, series: this.series[this.line].name, value: this.said(row.cells[this.line]) };
      return this.withOutage(row, filled(this.words.reading, words));
    }

    // Chooses a day, and keeps it within what can be seen of a drawing that scrolls.
    keep(day) {
      this.kept = Math.max(0, Math.min(day, this.rows.length - 1));
      this.show(this.kept);
      const scroll = this.drawing.parentElement;
      const x = (this.plot.noon(this.kept) / this.drawing.viewBox.baseVal.width) * this.drawing.clientWidth;
      if (x < scroll.scrollLeft + 24 || x > scroll.scrollLeft + scroll.clientWidth - 24) scroll.scrollLeft = x - scroll.clientWidth / 2;
    }

    leave() {
      this.kept = null;
      this.show(null);
    }

    key(name) {
      const day = this.kept ?? 0;
      const last = this.rows.length - 1;
      const days = { ArrowLeft: day - 1, ArrowRight: day + 1, PageUp: day - WEEK, PageDown: day + WEEK, Home: 0, End: last };
      if (name in days) this.keep(days[name]);
      else if (name === "ArrowUp" || name === "ArrowDown") {
        this.turn(name === "ArrowUp" ? -1 : 1);
        this.keep(day);
      } else if (name === "Escape") this.leave();
      else return false;
      return true;
    }

    pointedAt(event) {
      const frame = this.drawing.getBoundingClientRect();
      const x = ((event.clientX - frame.left) / frame.width) * this.drawing.viewBox.baseVal.width;
      return x < this.plot.left || x >= this.plot.right ? null : this.plot.dayAt(x);
    }

    attend() {
      this.slider.addEventListener("focus", () => this.keep(this.kept ?? 0));
      this.slider.addEventListener("input", () => this.keep(Number(this.slider.value)));
      this.slider.addEventListener("keydown", event => {
        const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
        if (plain && this.key(event.key)) event.preventDefault();
      });
      this.box.addEventListener("keydown", event => event.key === "Escape" && this.leave());
      this.drawing.addEventListener("pointermove", event => {
        if (event.pointerType !== "touch") this.show(this.pointedAt(event) ?? this.kept);
      });
      this.drawing.addEventListener("pointerleave", () => this.show(this.kept));
      this.drawing.addEventListener("click", event => {
        const day = this.pointedAt(event);
        day === null ? this.leave() : this.keep(day);
      });
    }
  }

  document.querySelectorAll(".teiten .ask").forEach(box => new Asked(box));
})();
