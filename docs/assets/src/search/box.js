/** A search box with its results below it: a combobox that opens a list of links. */
import { el, fill, fresh, svg } from "../shared/dom.js";
import { field } from "./field.js";
import { grouped, shown } from "./hits.js";

const MOST_OF_A_KIND = 4;

/**
 * @typedef {object} Surroundings
 * @property {"zh" | "en"} lang
 * @property {URL} site the folder of the language's pages
 * @property {() => Promise<import("./engine.js").Engine>} engine
 * @property {(key: string, values?: Record<string, string | number>) => string} say
 */

/** @returns {SVGElement} */
function lens() {
  const glass = svg("circle", { cx: "10", cy: "10", r: "6" });
  const handle = svg("path", { d: "M14.5 14.5 21 21" });
  return svg("svg", { class: "search__lens", viewBox: "0 0 24 24", "aria-hidden": "true" }, glass, handle);
}

export class SearchBox {
  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.place = place;
    this.all = surroundings;
    const { say } = surroundings;
    const inPage = place.closest("#content") !== null;
    const id = fresh("search");
    this.list = `${id}-list`;
    this.input = field(id, say(inPage ? "placeholder" : "open"), (question) => this.ask(question));
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" })) {
      this.input.setAttribute(name, value);
    }
    this.panel = el("div", { class: "search__panel", hidden: true });
    this.status = el("p", { class: "announce", role: "status" });
    this.button = el(
      "button",
      { type: "button", class: "tool search__open", "aria-label": say("open"), "aria-expanded": "false", onclick: () => this.open() },
      lens(),
    );
    const close = el("button", { type: "button", class: "tool search__close", onclick: () => this.leave() }, say("close"));
    const label = el("label", { class: "announce", for: id }, say("label"));
    place.setAttribute("role", "search");
    place.setAttribute("aria-label", say(inPage ? "label" : "open"));
    place.append(this.button, el("div", { class: "search__box" }, label, this.input, close, this.panel), this.status);
    /** @type {HTMLElement[]} */
    this.options = [];
    this.active = -1;
    this.asked = 0;
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => this.show());
    place.addEventListener("focusout", (event) => {
      if (place.contains(/** @type {Node | null} */ (event.relatedTarget))) return;
      this.hide();
      if (document.hasFocus()) this.fold(); // else the whole window was left, and the reader comes back to the box
    });
    // A press on a result must not take the focus away, or the list would be gone before the click.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
  }

  open() {
    this.place.setAttribute("data-open", "");
    this.button.setAttribute("aria-expanded", "true");
    this.input.focus();
    this.input.select();
  }

  leave() {
    this.input.value = "";
    this.ask("");
    this.hide();
    this.fold();
    this.input.blur();
    this.button.focus(); // where the screen is wide there is none, and nothing happens
  }

  show() {
    if (!this.panel.hasChildNodes()) this.tell(this.all.say("hint"));
    this.panel.removeAttribute("hidden");
    if (this.options.length) this.expand(true);
  }

  hide() {
    this.panel.setAttribute("hidden", "");
    this.expand(false);
    this.move(-1);
  }

  /** @param {boolean} open */
  expand(open) {
    this.input.setAttribute("aria-expanded", String(open));
    if (open) this.input.setAttribute("aria-controls", this.list);
    else this.input.removeAttribute("aria-controls");
  }

  /** @param {string} text in place of results */
  tell(text) {
    this.options = [];
    this.expand(false);
    this.move(-1);
    fill(this.panel, el("p", { class: "search__note" }, text));
  }

  /** @param {string} question */
  async ask(question) {
    const { engine, say } = this.all;
    this.asked += 1;
    const mine = this.asked;
    if (!question) {
      this.tell(say("hint"));
      fill(this.status);
      return;
    }
    if (!this.options.length) this.tell(say("loading"));
    try {
      const found = (await engine()).search(question);
      if (mine === this.asked) this.answer(question, found);
    } catch {
      if (mine !== this.asked) return;
      this.tell(say("failed"));
      fill(this.status, say("failed"));
    }
  }

  /** @param {string} question @param {import("./engine.js").Found} found */
  answer(question, { hits, needles }) {
    const { say, lang, site } = this.all;
    if (!hits.length) {
      this.tell(say("nothing", { query: question }));
      fill(this.status, say("nothing", { query: question }));
      return;
    }
    this.options = [];
    const option = (/** @type {string} */ href, /** @type {Node[]} */ ...parts) => {
      const made = el(
        "a",
        { role: "option", id: fresh("hit"), class: "hit", href, tabindex: "-1", "aria-selected": "false", onclick: () => this.went() },
        parts,
      );
      this.options.push(made);
      return made;
    };
    const groups = grouped(hits, MOST_OF_A_KIND).map(({ kind, hits: members }) => {
      const name = fresh("kind");
      const rows = members.map(({ record }) => option(new URL(record.at, site).href, ...shown(record, needles, lang)));
      return el("div", { role: "group", "aria-labelledby": name }, el("p", { id: name, class: "search__kind" }, say(`kinds.${kind}`)), rows);
    });
    const whole = option(this.resultsOf(question), el("span", { class: "hit__all" }, say("all", { query: question })));
    const list = el("div", { role: "listbox", id: this.list, class: "search__list", "aria-label": say("results") }, groups, whole);
    fill(this.panel, list);
    this.panel.scrollTop = 0;
    this.move(-1);
    this.expand(!this.panel.hidden);
    fill(this.status, say(hits.length === 1 ? "one" : "many", { count: hits.length }));
  }

  /** @param {string} question @returns {string} the address of the page of results */
  resultsOf(question) {
    const address = new URL("search.html", this.all.site);
    address.searchParams.set("q", question);
    return address.href;
  }

  went() {
    this.hide();
    this.fold();
    this.input.blur();
  }

  /** On a narrow screen only the button is left. */
  fold() {
    this.place.removeAttribute("data-open");
    this.button.setAttribute("aria-expanded", "false");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.show();
      if (!this.options.length) return;
      // One more place than there are options: the input itself, between the last and the first.
      const places = this.options.length + 1;
      this.move(((this.active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.options[this.active]) this.options[this.active].click();
      else if (this.input.value.trim()) location.assign(this.resultsOf(this.input.value.trim()));
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.input.value && !this.panel.hidden) this.hide();
      else this.leave();
    }
  }

  /** @param {number} to the option to stand on; -1 for the input */
  move(to) {
    if (this.options[this.active]) this.options[this.active].setAttribute("aria-selected", "false");
    this.active = to;
    const option = this.options[to];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }
}
