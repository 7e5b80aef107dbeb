/** Long pages of folded parts: an address opens the part it leads to, words are found across all of them, lists are printed alone. */
import { Finder } from "../reference/finder.js";

/** Open what an anchor leads to and all that it lies in. */
function reveal() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let part = target.closest("details.fold"); part; part = part.parentElement && part.parentElement.closest("details.fold")) {
    part.setAttribute("open", "");
  }
  target.scrollIntoView();
}

reveal();
addEventListener("hashchange", reveal);
document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest('a[href^="#"]');
  // The same address once more is no change of it, but the reader may have folded the part meanwhile.
  if (link && link.getAttribute("href") === location.hash) reveal();
});

const place = /** @type {HTMLElement | null} */ (document.querySelector(".finder"));
if (place) new Finder(place);

for (const found of document.querySelectorAll("button[data-print]")) {
  const button = /** @type {HTMLButtonElement} */ (found);
  button.removeAttribute("hidden");
  button.addEventListener("click", () => {
    document.body.setAttribute("data-print", button.dataset.print || "");
    addEventListener("afterprint", () => document.body.removeAttribute("data-print"), { once: true });
    print();
  });
}
