/** The form and the JSON it stands for: read, and filled from a case. */
import { fill } from "../shared/dom.js";
import { readField, readFile, writeField } from "./controls.js";

/**
 * @typedef {object} Field of a calculator's schema
 * @property {string} name
 * @property {string} kind
 * @property {boolean} required
 * @property {Field[]} [of] the fields of a record, or of each item of a list
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
    for (const list of this.lists()) this.listen(list);
    form.addEventListener("change", (event) => readFile(/** @type {HTMLElement} */ (event.target)));
    this.clear();
  }

  /** @returns {HTMLElement[]} */
  lists() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll("[data-list]"))];
  }

  /** One empty item in each list that wants one, nothing else. */
  clear() {
    this.form.reset();
    for (const list of this.lists()) this.empty(list);
  }

  /** @param {HTMLElement} list */
  empty(list) {
    fill(/** @type {Element} */ (list.querySelector(".items__list")));
    for (let number = 0; number < least(list); number += 1) this.add(list);
  }

  /** @param {HTMLElement} list */
  listen(list) {
    list.querySelector(":scope > [data-add]")?.addEventListener("click", () => {
      const item = this.add(list);
      /** @type {HTMLElement | null} */ (item.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
    });
  }

  /**
   * Add an item to a list, as a copy of its template with ids of its own.
   * @param {HTMLElement} list
   * @returns {HTMLElement}
   */
  add(list) {
    this.serial = (this.serial || 0) + 1;
    const template = /** @type {HTMLTemplateElement} */ (list.querySelector(":scope > template"));
    const item = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
    makeIdsUnique(item, String(this.serial));
    item.querySelector("[data-remove]")?.addEventListener("click", () => {
      item.remove();
      this.number(list);
      /** @type {HTMLElement | null} */ (list.querySelector("[data-add]"))?.focus();
    });
    const named = (/** @type {Element} */ one) => /** @type {HTMLInputElement | null} */ (one.querySelector('[data-kind="name"]'));
    const name = named(item);
    if (name) {
      // What results call it: its number, unless an item before it goes by that.
      const taken = new Set(this.items(list).map((one) => named(one)?.value));
      let number = taken.size + 1;
      while (taken.has(String(number))) number += 1;
      name.value = String(number);
    }
    list.querySelector(".items__list")?.append(item);
    this.number(list);
    for (const inner of /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll("[data-list]"))) {
      this.listen(inner);
      this.empty(inner);
    }
    return item;
  }

  /** Number the items again; the last one left cannot be removed. @param {HTMLElement} list */
  number(list) {
    const items = this.items(list);
    items.forEach((item, index) => {
      const name = (list.dataset.item || "").replace("{number}", String(index + 1));
      fill(/** @type {Element} */ (item.querySelector(".item__title")), name);
      const remove = /** @type {HTMLElement} */ (item.querySelector(":scope > [data-remove]"));
      fill(remove, this.words.say("form.remove", { name }));
      remove.toggleAttribute("hidden", items.length <= least(list));
    });
  }

  /** @param {HTMLElement} list @returns {HTMLElement[]} */
  items(list) {
    return [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(":scope > .items__list > .item"))];
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
    const lists = fields.filter((field) => field.kind === "ids");
    const listed = lists.some((field) => this.people(field, within).length);
    for (const field of fields) {
      const place = this.place(field.name, within);
      if (place && field.kind === "list") {
        const items = this.items(place).map((item) => this.record(field.of || [], item));
        if (items.length || least(place)) found[field.name] = items;
        continue;
      }
      if (place && field.kind === "record") {
        const inner = this.record(field.of || [], place);
        if (Object.keys(inner).length) found[field.name] = inner;
        continue;
      }
      const value = place && readField(place, field.kind);
      // An empty list says that nobody stands on it; where all are empty, nothing was said.
      if (field.kind === "ids" && !this.people(field, within).length && !(listed && field.required)) continue;
      if (value !== null && value !== undefined && value !== "") found[field.name] = value;
    }
    return found;
  }

  /** The fields of the form, or of a list's items. @param {HTMLElement} within the form or an item @returns {Field[]} */
  fieldsOf(within) {
    if (within === this.form) return this.fields;
    const list = /** @type {HTMLElement} */ (within.closest("[data-list]"));
    const around = this.fieldsOf(/** @type {HTMLElement} */ (list.parentElement?.closest(".item, form")));
    return around.find((field) => field.name === list.dataset.list)?.of || [];
  }

  /** The people of a list. @param {Field} field @param {HTMLElement} within @returns {string[]} */
  people(field, within) {
    const place = this.place(field.name, within);
    return place ? /** @type {string[]} */ (readField(place, "ids")) : [];
  }

  /**
   * The place of a field that belongs to `within` itself, not to an item or a record inside of it.
   * @param {string} name
   * @param {HTMLElement} within the form, an item or a record
   * @returns {HTMLElement | null}
   */
  place(name, within) {
    const named = /** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(`[data-field="${name}"], [data-list="${name}"]`));
    return [...named].find((one) => one.parentElement?.closest(".item, [data-record], form") === within) || null;
  }

  /** Fill the form from a calculator's inputs. @param {Record<string, any>} inputs */
  write(inputs) {
    this.clear();
    for (const field of this.fields) this.put(field, inputs[field.name], this.form);
    this.openAnswered(inputs);
    this.form.dispatchEvent(new Event("change")); // what is written by hand says so itself
  }

  /** Open the parts in which something is filled in. @param {Record<string, any>} inputs */
  openAnswered(inputs) {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll("details.part"))) {
      const fields = this.fields.filter((field) => field.name in inputs && part.contains(this.place(field.name, this.form)));
      if (fields.length) part.setAttribute("open", "");
    }
    for (const box of this.form.querySelectorAll("details.more")) {
      const filled = [.../** @type {NodeListOf<HTMLInputElement>} */ (box.querySelectorAll(".control"))].some((one) => one.value !== "");
      const ticked = [.../** @type {NodeListOf<HTMLInputElement>} */ (box.querySelectorAll("input:checked"))].some((one) => one.value !== "");
      if (filled || ticked) box.setAttribute("open", "");
    }
  }

  /**
   * @param {Field} field
   * @param {any} value
   * @param {HTMLElement} within
   */
  put(field, value, within) {
    if (value === undefined || value === null) return;
    const place = this.place(field.name, within);
    if (place && field.kind === "list") {
      value.forEach((/** @type {Record<string, any>} */ one, /** @type {number} */ index) => {
        const item = this.items(place)[index] || this.add(place);
        for (const inner of field.of || []) this.put(inner, one[inner.name], item);
      });
      return;
    }
    if (place && field.kind === "record") {
      for (const inner of field.of || []) this.put(inner, value[inner.name], place);
      return;
    }
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
      const next = this.place(name, within) || /** @type {HTMLElement | null} */ (within.querySelector(`:scope [data-choice="${name}"]`));
      if (!next) break;
      within = next.dataset.list && index !== undefined ? this.items(next)[Number(index)] || next : next;
    }
    return within === this.form ? null : within;
  }
}

/** How many items a list has at least. @param {HTMLElement} list */
function least(list) {
  return Number(list.dataset.least || "1");
}

/**
 * Give the copy of a template ids of its own; templates within it keep theirs for their own copies.
 * @param {Element | DocumentFragment} copy
 * @param {string} serial
 */
function makeIdsUnique(copy, serial) {
  for (const element of copy.querySelectorAll("*")) {
    for (const name of ["id", "for", "name", "aria-describedby", "aria-labelledby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace("#", serial));
    }
    if (element instanceof HTMLTemplateElement) makeIdsUnique(element.content, serial);
  }
}
