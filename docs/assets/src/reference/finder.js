/** Finds words on a page of folded parts: what does not have them all is hidden, what has them is opened. */

const PART = "details.fold";
// The smallest things that answer on their own; a part without any is one itself.
const ITEM = ".duties > li, .clause-lines > li, .statements > li, .facts dd > ul > li, table.form tbody tr";

/** @param {string} text */
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

export class Finder {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.said = /** @type {HTMLElement} */ (place.querySelector(".finder__said"));
    this.all = /** @type {HTMLButtonElement} */ (place.querySelector("button"));
    const input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
    this.parts = [...document.querySelectorAll(PART)].map((part) => ({
      part: /** @type {HTMLDetailsElement} */ (part),
      title: folded(part.querySelector("summary")?.textContent || ""),
      items: [...part.querySelectorAll(ITEM)].map((item) => ({ item, text: folded(item.textContent || "") })),
    }));
    place.removeAttribute("hidden");
    input.addEventListener("input", () => this.find(folded(input.value).trim()));
    this.all.addEventListener("click", () => this.open(this.all.textContent === this.all.dataset.open));
  }

  /** @param {boolean} wanted */
  open(wanted) {
    for (const { part } of this.parts) part.open = wanted;
    this.all.textContent = (wanted ? this.all.dataset.fold : this.all.dataset.open) || "";
  }

  /** @param {string} asked folded; empty to show everything again */
  find(asked) {
    const words = asked.split(" ").filter(Boolean);
    let count = 0;
    for (const { part, title, items } of this.parts) {
      const inTitle = words.every((word) => title.includes(word));
      let here = 0;
      for (const { item, text } of items) {
        const found = inTitle || words.every((word) => text.includes(word) || title.includes(word));
        item.toggleAttribute("hidden", !found);
        here += found ? 1 : 0;
      }
      if (items.length === 0) here = inTitle || words.every((word) => folded(part.textContent || "").includes(word)) ? 1 : 0;
      part.toggleAttribute("hidden", words.length > 0 && here === 0);
      part.open = words.length > 0 && here > 0;
      count += here;
    }
    this.all.textContent = this.all.dataset.open || "";
    const { one = "", many = "", none = "" } = this.place.dataset;
    this.said.textContent = words.length === 0 ? "" : count === 0 ? none : count === 1 ? one : many.replace("[count]", String(count));
  }
}
