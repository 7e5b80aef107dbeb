/** Long pages of folded parts: an address opens the part it leads to, words are found across all of them, lists are printed alone. */
import { finds } from "../reference/finder.js";
import { reveals } from "../shared/reveal.js";

reveals();
finds();

for (const found of document.querySelectorAll("button[data-print]")) {
  const button = /** @type {HTMLButtonElement} */ (found);
  button.removeAttribute("hidden");
  button.addEventListener("click", () => {
    document.body.setAttribute("data-print", button.dataset.print || "");
    addEventListener("afterprint", () => document.body.removeAttribute("data-print"), { once: true });
    print();
  });
}
