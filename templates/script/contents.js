// The table of contents follows the reading place, and a button shows the links of all paragraphs.
(() => {
  "use strict";
  const nav = document.querySelector(".teiten nav");
  if (!nav) return;

  // Who reads looks at the upper third of the window.
  const READ = 0.3;
  const headingOf = link => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const entries = [...nav.querySelectorAll("a")].map(link => ({ link, heading: headingOf(link) }));

  // Moves the contents alone: the page stays where the reader is.
  const keepInView = link => {
    const [inner, outer] = [link.getBoundingClientRect(), nav.getBoundingClientRect()];
    if (inner.top < outer.top) nav.scrollTop -= outer.top - inner.top;
    if (inner.bottom > outer.bottom) nav.scrollTop += inner.bottom - outer.bottom;
  };

  const follow = () => {
    const line = window.innerHeight * READ + 1;
    const current = entries.filter(({ heading }) => heading.getBoundingClientRect().top <= line).at(-1);
    for (const { link } of entries) link.removeAttribute("aria-current");
    if (!current) return;
    current.link.setAttribute("aria-current", "location");
    keepInView(current.link);
  };

  // A heading is seen as long as it stands above the line, however far, so that no leap is missed.
  const margin = `1000000px 0px -${(1 - READ) * 100}% 0px`;
  const observer = new IntersectionObserver(follow, { rootMargin: margin });
  entries.forEach(({ heading }) => observer.observe(heading));

  const links = nav.querySelector(".links");
  // In a draft numbers are the links, and always shown.
  if (!links) return;
  links.hidden = false;
  links.addEventListener("click", () => {
    const shown = nav.closest(".teiten").classList.toggle("linked");
    links.setAttribute("aria-pressed", String(shown));
  });
})();
