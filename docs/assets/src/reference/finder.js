/** Finds words on a long page: what does not have them all is hidden, what has them and is folded is opened. */

const PART = "details.fold, section.letter";
// The smallest things that answer on their own; a part without any is one itself.
const ITEM = ".duties > li, .clause-lines > li, .statements > li, .facts dd > ul > li, table.form tbody tr, .assumptions > li, .term-entry";

const MARKS = /\p{Mn}/gu;

/** As people type it: no capitals, no full-width forms, no tones on pinyin. @param {string} text */
const folded = (text) => text.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(/\s+/g, " ");

/** What is searched in an element: its text, and its pinyin in one word as well. @param {Element} element */
function textOf(element) {
  const pinyin = [...element.querySelectorAll(".pinyin")].map((one) => (one.textContent || "").normalize("NFD"));
  // Keyboards without ü take v for it.
  const joined = pinyin.flatMap((one) => [one, one.replace(/u\p{Mn}*\u0308/gu, "v")]).map((one) => one.replace(/\s/g, ""));
  return folded([element.textContent, ...joined].join(" "));
}

/** What the folded parts that an element lies in are called. @param {Element} element */
function titlesOf(element) {
  const titles = [];
  for (let box = element.closest("details.fold"); box; box = box.parentElement && box.parentElement.closest("details.fold")) {
    titles.push(box.querySelector("summary")?.textContent);
  }
  return folded(titles.join(" "));
}

/** @param {HTMLElement} part a section is never folded @param {boolean} away */
function fold(part, away) {
  if (part instanceof HTMLDetailsElement) part.open = !away;
}

class Finder {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.said = /** @type {HTMLElement} */ (place.querySelector(".finder__said"));
    this.all = /** @type {HTMLButtonElement | null} */ (place.querySelector("button"));
    const input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
    const outermost = [...document.querySelectorAll(PART)].filter((part) => !part.parentElement?.closest("details.fold"));
    this.parts = outermost.map((found) => {
      const part = /** @type {HTMLElement} */ (found);
      const items = part.dataset.whole === undefined ? [...part.querySelectorAll(ITEM)] : [];
      return {
        part,
        items: items.map((item) => ({ item, text: `${textOf(item)} ${titlesOf(item)}` })),
        whole: items.length ? "" : textOf(part),
        // What is folded inside of it: opened with whatever of it is found.
        inner: [.../** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll("details.fold"))].map((box) => ({ box, text: textOf(box) })),
      };
    });
    place.removeAttribute("hidden");
    input.addEventListener("input", () => this.find(folded(input.value).trim()));
    this.all?.addEventListener("click", () => this.open(!this.opened()));
    this.name();
  }

  /** @returns {boolean} whether all parts that can be seen are open */
  opened() {
    return this.parts.every(({ part }) => part.hasAttribute("open") || part.hidden);
  }

  /** @returns {HTMLElement[]} what is open, inside of other parts too */
  standing() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("details.fold[open]"))];
  }

  /** Call the button what it will do. */
  name() {
    if (this.all) this.all.textContent = (this.opened() ? this.all.dataset.fold : this.all.dataset.open) || "";
  }

  /** @param {boolean} wanted */
  open(wanted) {
    for (const { part, items, inner } of this.parts) {
      fold(part, !wanted);
      if (items.length) for (const { box } of inner) fold(box, !wanted);
    }
    this.name();
  }

  /** @param {string} asked folded; empty to show everything again */
  find(asked) {
    const words = asked.split(" ").filter(Boolean);
    this.place.toggleAttribute("data-finding", words.length > 0);
    if (words.length) this.before ??= this.standing();
    let count = 0;
    for (const { part, items, whole, inner } of this.parts) {
      let here = 0;
      for (const { item, text } of items) {
        const found = words.every((word) => text.includes(word));
        item.toggleAttribute("hidden", !found);
        here += found ? 1 : 0;
      }
      if (items.length === 0) here = words.every((word) => whole.includes(word)) ? 1 : 0;
      for (const { box, text } of inner) {
        const found = items.length ? items.some(({ item }) => box.contains(item) && !item.hasAttribute("hidden")) : words.every((word) => text.includes(word));
        if (items.length) box.toggleAttribute("hidden", !found);
        if (words.length && found) fold(box, false);
      }
      part.toggleAttribute("hidden", words.length > 0 && here === 0);
      fold(part, words.length === 0 || here === 0);
      count += here;
    }
    if (!words.length) {
      for (const box of this.before ? this.standing() : []) fold(box, !this.before?.includes(box));
      for (const box of this.before || []) fold(box, false);
      this.before = undefined;
    }
    this.name();
    const { one = "", many = "", none = "" } = this.place.dataset;
    this.said.textContent = words.length === 0 ? "" : count === 0 ? none : count === 1 ? one : many.replace("[count]", String(count));
  }
}

/** Make the page's box for finding work, where it has one. */
export function finds() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".finder"));
  if (place) new Finder(place);
}
