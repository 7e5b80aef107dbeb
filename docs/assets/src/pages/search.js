/** On every page: the search boxes that the page has a place for, "/" to get there, and the page of results. */
import { engine } from "../search/load.js";
import { SearchBox } from "../search/box.js";
import { ResultsPage } from "../search/results.js";

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const assets = new URL(".", script.src);
const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
/** @type {Record<string, string>} */
const texts = /** @type {any} */ (window).policySearchWords[lang];

/** @type {import("../search/box.js").Surroundings} */
const surroundings = {
  lang,
  site: new URL(`../${lang}/`, assets),
  engine: () => engine(assets),
  say: (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name])),
};

const results = document.querySelector("[data-search-results]");
const boxes = [...document.querySelectorAll("[data-search]")].map((place) => {
  const element = /** @type {HTMLElement} */ (place);
  if (results && element.dataset.search === "page") {
    return new ResultsPage(element, /** @type {HTMLElement} */ (results), surroundings);
  }
  return new SearchBox(element, surroundings);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = /** @type {HTMLElement} */ (event.target);
  if (at.isContentEditable || at.closest("input, textarea, select")) return;
  const box = boxes.find((one) => one.place.closest("#content")) || boxes[0];
  if (!box) return;
  event.preventDefault();
  box.open();
});
