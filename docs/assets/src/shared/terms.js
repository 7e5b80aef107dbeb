/** Words of the glossary inside a text: a tap shows the meaning below the paragraph; without scripts they are links to it. */
import { el, fresh } from "./dom.js";

/** @param {string} more the words of the link to the glossary */
export function meanings(more) {
  for (const found of document.querySelectorAll("a.term[data-means]")) {
    const term = /** @type {HTMLAnchorElement} */ (found);
    term.setAttribute("role", "button");
    term.setAttribute("aria-expanded", "false");
    term.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      toggle(term, more);
    });
    term.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close(term);
      if (event.key !== " ") return;
      event.preventDefault();
      toggle(term, more);
    });
  }
}

/**
 * @param {HTMLAnchorElement} term
 * @param {string} more
 */
function toggle(term, more) {
  if (term.getAttribute("aria-expanded") === "true") {
    close(term);
    return;
  }
  term.setAttribute("aria-expanded", "true");
  const id = fresh("means");
  const means = el(
    "p",
    { class: "term-means", id, role: "status" },
    el("strong", {}, term.textContent),
    term.dataset.means,
    el("a", { href: term.getAttribute("href") || "" }, more),
  );
  term.setAttribute("aria-controls", id);
  const paragraph = term.closest("p") || term;
  let last = paragraph;
  while (last.nextElementSibling?.classList.contains("term-means")) last = last.nextElementSibling;
  last.after(means);
  means.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close(term);
    term.focus();
  });
}

/** @param {HTMLAnchorElement} term */
function close(term) {
  document.getElementById(term.getAttribute("aria-controls") || "")?.remove();
  term.removeAttribute("aria-controls");
  term.setAttribute("aria-expanded", "false");
}
