/** The form and the JSON it stands for: read, filled from a case, and its problems shown where they belong. */
import { el, fill } from "../shared/dom.js";

/**
 * @typedef {object} Field of a calculator's schema
 * @property {string} name
 * @property {string} kind
 * @property {Field[]} [of]
 */

export class Form {
  /**
   * @param {HTMLFormElement} form
   * @param {Field[]} fields
   * @param {import("../shared/words.js").PageWords} words
   */
  constructor(form, fields, words) {
    this.form = form;
    this.fields = fields;
    this.words = words;
    for (const list of this.lists()) {
      list.querySelector("[data-add]")?.addEventListener("click", () => {
        const item = this.add(list);
        /** @type {HTMLElement | null} */ (item.querySelector("input:not([type=hidden]), select"))?.focus();
      });
    }
    this.clear();
  }

  /** @returns {HTMLElement[]} */
  lists() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll("[data-list]"))];
  }

  /** One empty item in each list, nothing else. */
  clear() {
    this.form.reset();
    for (const list of this.lists()) {
      fill(/** @type {Element} */ (list.querySelector(".items__list")));
      this.add(list);
    }
  }

  /**
   * Add an item to a list, as a copy of its template with ids of its own.
   * @param {HTMLElement} list
   * @returns {HTMLElement}
   */
  add(list) {
    this.serial = (this.serial || 0) + 1;
    const template = /** @type {HTMLTemplateElement} */ (list.querySelector("template"));
    const item = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
    for (const element of item.querySelectorAll("*")) {
      for (const name of ["id", "for", "name", "aria-describedby", "aria-labelledby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace("#", String(this.serial)));
      }
    }
    const hidden = /** @type {HTMLInputElement | null} */ (item.querySelector('[data-kind="name"]'));
    if (hidden) hidden.value = `e${this.serial}`;
    item.querySelector("[data-remove]")?.addEventListener("click", () => {
      item.remove();
      this.number(list);
      /** @type {HTMLElement | null} */ (list.querySelector("[data-add]"))?.focus();
    });
    list.querySelector(".items__list")?.append(item);
    this.number(list);
    return item;
  }

  /** Number the items again; the last one left cannot be removed. @param {HTMLElement} list */
  number(list) {
    const items = this.items(list);
    items.forEach((item, index) => {
      const number = String(index + 1);
      fill(/** @type {Element} */ (item.querySelector(".item__title")), this.words.say("form.item", { number }));
      const remove = /** @type {HTMLElement} */ (item.querySelector("[data-remove]"));
      fill(remove, this.words.say("form.remove", { number }));
      remove.toggleAttribute("hidden", items.length === 1);
    });
  }

  /** @param {HTMLElement} list @returns {HTMLElement[]} */
  items(list) {
    return [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".item"))];
  }

  /** @returns {Record<string, unknown>} what is filled in, as the calculator's inputs */
  read() {
    return this.record(this.fields, this.form);
  }

  /**
   * @param {Field[]} fields
   * @param {HTMLElement} within
   * @returns {Record<string, unknown>}
   */
  record(fields, within) {
    /** @type {Record<string, unknown>} */
    const found = {};
    for (const field of fields) {
      if (field.kind === "list") {
        const list = /** @type {HTMLElement} */ (within.querySelector(`[data-list="${field.name}"]`));
        found[field.name] = this.items(list).map((item) => this.record(field.of || [], item));
        continue;
      }
      const place = this.place(field.name, within);
      const value = place && readField(place, field.kind);
      if (value !== null && value !== undefined && value !== "") found[field.name] = value;
    }
    return found;
  }

  /**
   * @param {string} name
   * @param {HTMLElement} within
   * @returns {HTMLElement | null}
   */
  place(name, within) {
    return within.querySelector(`[data-field="${name}"]`);
  }

  /** Fill the form from a calculator's inputs. @param {Record<string, any>} inputs */
  write(inputs) {
    this.clear();
    for (const field of this.fields) this.put(field, inputs[field.name], this.form);
  }

  /**
   * @param {Field} field
   * @param {any} value
   * @param {HTMLElement} within
   */
  put(field, value, within) {
    if (value === undefined || value === null) return;
    if (field.kind === "list") {
      const list = /** @type {HTMLElement} */ (within.querySelector(`[data-list="${field.name}"]`));
      value.forEach((/** @type {Record<string, any>} */ one, /** @type {number} */ index) => {
        const item = this.items(list)[index] || this.add(list);
        for (const inner of field.of || []) this.put(inner, one[inner.name], item);
      });
      return;
    }
    const place = this.place(field.name, within);
    if (place) writeField(place, field.kind, value);
  }

  /**
   * The element that a problem's field names: `episodes[0].paid.basic`.
   * @param {string} path
   * @returns {HTMLElement | null} a control, or the group that holds several
   */
  find(path) {
    /** @type {HTMLElement} */
    let within = this.form;
    const parts = [...path.matchAll(/([^.[\]]+)(?:\[(\d+)\])?/g)];
    for (const [, name, index] of parts) {
      const list = /** @type {HTMLElement | null} */ (within.querySelector(`[data-list="${name}"]`));
      if (list) {
        within = index === undefined ? list : this.items(list)[Number(index)] || list;
        continue;
      }
      const next = /** @type {HTMLElement | null} */ (within.querySelector(`[data-field="${name}"], [data-choice="${name}"]`));
      if (!next) break;
      within = next;
    }
    return within === this.form ? null : within;
  }

  /**
   * Show problems beside their fields and in a summary that takes the focus.
   * @param {{field: string, zh: string, en: string}[]} problems
   */
  complain(problems) {
    this.forgive();
    const language = this.words.lang.startsWith("zh") ? "zh" : "en";
    const lines = problems.map((problem) => {
      const place = this.find(problem.field);
      const text = problem[language];
      if (!place) return el("li", {}, text);
      const control = /** @type {HTMLElement} */ (place.querySelector("input:not([type=hidden]), select") || place);
      const note = place.querySelector(".problem");
      if (note) {
        fill(note, text);
        note.removeAttribute("hidden");
        control.setAttribute("aria-invalid", "true");
      }
      place.classList.add("wrong");
      place.closest("details")?.setAttribute("open", "");
      const name = (place.querySelector("legend, label")?.firstChild?.textContent || "").trim();
      const go = (/** @type {Event} */ event) => {
        event.preventDefault();
        control.focus();
      };
      return el("li", {}, el("a", { href: `#${control.id}`, onclick: go }, name ? `${name}${this.words.say("problems.colon")}${text}` : text));
    });
    const title = lines.length === 1 ? this.words.say("problems.one") : this.words.say("problems.title", { count: lines.length });
    this.summary(el("h3", {}, title), el("ul", {}, lines));
  }

  /** @param {...Node} children what the summary says; it takes the focus */
  summary(...children) {
    const summary = /** @type {HTMLElement} */ (this.form.querySelector(".summary"));
    fill(summary, ...children);
    summary.removeAttribute("hidden");
    summary.focus();
  }

  /** Take all problems away again. */
  forgive() {
    this.form.querySelector(".summary")?.setAttribute("hidden", "");
    for (const wrong of this.form.querySelectorAll(".wrong")) wrong.classList.remove("wrong");
    for (const control of this.form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    for (const note of this.form.querySelectorAll(".field .problem, .items > .problem")) note.setAttribute("hidden", "");
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} kind
 * @returns {unknown}
 */
function readField(place, kind) {
  const one = /** @type {HTMLInputElement | HTMLSelectElement} */ (place.matches("input") ? place : place.querySelector("input, select"));
  if (kind === "group_list") return [...place.querySelectorAll("input:checked")].map((box) => /** @type {HTMLInputElement} */ (box).value);
  if (kind === "amounts") {
    const amounts = [...place.querySelectorAll("[data-choice]")].map((box) => [
      /** @type {HTMLElement} */ (box).dataset.choice,
      amount(/** @type {HTMLInputElement} */ (box.querySelector("input")).value),
    ]);
    const given = amounts.filter(([, value]) => value !== "");
    return given.length ? Object.fromEntries(given) : null;
  }
  if (one instanceof HTMLInputElement && one.type === "radio") {
    return /** @type {HTMLInputElement | null} */ (place.querySelector("input:checked"))?.value;
  }
  if (kind === "money") return amount(one.value);
  if (kind === "count" && /^\d+$/.test(one.value.trim())) return Number(one.value);
  return one.value.trim();
}

/**
 * @param {HTMLElement} place
 * @param {string} kind
 * @param {any} value
 */
function writeField(place, kind, value) {
  if (kind === "amounts") {
    for (const [choice, amount] of Object.entries(value)) {
      const input = /** @type {HTMLInputElement | null} */ (place.querySelector(`[data-choice="${choice}"] input`));
      if (input) input.value = String(amount);
    }
    place.closest("details")?.setAttribute("open", "");
    return;
  }
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll("input[type=checkbox], input[type=radio]"));
  if (boxes.length) {
    const chosen = new Set([value].flat().map(String));
    for (const box of boxes) box.checked = chosen.has(box.value);
    return;
  }
  const one = /** @type {HTMLInputElement | HTMLSelectElement} */ (place.matches("input") ? place : place.querySelector("input, select"));
  one.value = String(value);
}

/** An amount as people write it, without its commas, spaces and unit. @param {string} text */
export function amount(text) {
  return text.normalize("NFKC").replace(/[\s,¥元]/g, "");
}
