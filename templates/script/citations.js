// A citation shows its reference beside itself: to the pointer, to the focus, and to the first tap.
(() => {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return;

  // The way from a citation to what it shows takes the pointer a moment.
  const PATIENCE = 250;
  const MARGIN = 16;
  const peek = document.createElement("span");
  peek.className = "peek";
  peek.popover = "manual";
  peek.dataset.extra = "";
  let shown = null;
  let leaving = 0;

  const entryOf = link => document.getElementById(decodeURIComponent(link.hash.slice(1)));

  const linesOf = entry =>
    [...entry.querySelectorAll(".line")].map(line => {
      const copy = document.createElement("span");
      copy.append(...line.cloneNode(true).childNodes);
      return copy;
    });

  // Below the citation, or above it where the window ends; within the window's width.
  const place = link => {
    const at = [...link.getClientRects()].at(-1);
    const { width, height } = peek.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - width - MARGIN;
    const below = at.bottom + 4;
    const top = below + height < window.innerHeight || at.top < height + 4 ? below : at.top - height - 4;
    peek.style.left = `${Math.max(MARGIN, Math.min(at.left, widest)) + window.scrollX}px`;
    peek.style.top = `${top + window.scrollY}px`;
  };

  const hide = () => {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    peek.remove();
  };

  const show = link => {
    clearTimeout(leaving);
    if (shown === link) return;
    hide();
    const entry = entryOf(link);
    peek.id = `${entry.id}_peek`;
    peek.replaceChildren(...linesOf(entry));
    // Beside the link, so that the tab key goes on into what is shown.
    link.after(peek);
    peek.showPopover();
    place(link);
    link.setAttribute("aria-describedby", peek.id);
    shown = link;
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => document.activeElement === shown || peek.contains(document.activeElement) || hide(), PATIENCE);
  };
  const inside = target => target instanceof Node && (peek.contains(target) || Boolean(shown?.contains(target)));

  const attend = link => {
    let tapped = false;
    link.addEventListener("pointerenter", event => event.pointerType === "touch" || show(link));
    link.addEventListener("pointerleave", event => event.pointerType === "touch" || leave());
    link.addEventListener("pointerdown", event => (tapped = event.pointerType === "touch" && shown !== link));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("click", event => {
      if (tapped) event.preventDefault();
      tapped ? show(link) : hide();
      tapped = false;
    });
  };

  document.querySelectorAll(".teiten a.citation").forEach(attend);
  peek.addEventListener("pointerenter", () => clearTimeout(leaving));
  peek.addEventListener("pointerleave", leave);
  document.addEventListener("focusin", event => inside(event.target) || hide());
  document.addEventListener("pointerdown", event => inside(event.target) || hide());
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !shown) return;
    if (peek.contains(document.activeElement)) shown.focus();
    hide();
  });
})();
