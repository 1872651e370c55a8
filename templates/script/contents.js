// The table of contents follows the reading place, and a button shows the links of all paragraphs.
(() => {
  "use strict";

  // Who reads looks at the upper third of the window.
  const READ = 0.3;
  const headingOf = link => document.getElementById(decodeURIComponent(link.hash.slice(1)));

  // Moves the contents alone: the page stays where the reader is.
  const keepInView = (nav, link) => {
    const [inner, outer] = [link.getBoundingClientRect(), nav.getBoundingClientRect()];
    if (inner.top < outer.top) nav.scrollTop -= outer.top - inner.top;
    if (inner.bottom > outer.bottom) nav.scrollTop += inner.bottom - outer.bottom;
  };

  const follow = nav => {
    const entries = [...nav.querySelectorAll("a")].map(link => ({ link, heading: headingOf(link) }));
    const move = () => {
      const line = window.innerHeight * READ + 1;
      const current = entries.filter(({ heading }) => heading.getBoundingClientRect().top <= line).at(-1);
      for (const { link } of entries) link.removeAttribute("aria-current");
      if (!current) return;
      current.link.setAttribute("aria-current", "location");
      keepInView(nav, current.link);
    };
    // A heading is seen as long as it stands above the line, however far, so that no leap is missed.
    const margin = `1000000px 0px -${(1 - READ) * 100}% 0px`;
    const observer = new IntersectionObserver(move, { rootMargin: margin });
    entries.forEach(({ heading }) => observer.observe(heading));
  };

  // In a draft numbers are the links, and always shown.
  const open = button => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = button.closest(".teiten").classList.toggle("linked");
      button.setAttribute("aria-pressed", String(shown));
    });
  };

  document.querySelectorAll(".teiten nav").forEach(follow);
  document.querySelectorAll(".teiten nav .links").forEach(open);
})();
