/** The form and the JSON it stands for: read, filled from a case, and its problems shown where they belong. */
import { el, fill } from "../shared/dom.js";

/**
 * @typedef {object} Field of a calculator's schema
 * @property {string} name
 * @property {string} kind
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
    const hidden = /** @type {HTMLInputElement | null} */ (item.querySelector('[data-kind="name"]'));
    if (hidden) hidden.value = `e${this.serial}`;
    item.querySelector("[data-remove]")?.addEventListener("click", () => {
      item.remove();
      this.number(list);
      /** @type {HTMLElement | null} */ (list.querySelector("[data-add]"))?.focus();
    });
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
      if (value !== null && value !== undefined && value !== "") found[field.name] = value;
    }
    return found;
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

  /** Take the reader to the question of a field. @param {string} path */
  goTo(path) {
    const place = this.find(path);
    const control = /** @type {HTMLElement | null} */ (place?.querySelector("input:not([type=hidden]), select, textarea") || place);
    control?.closest("details")?.setAttribute("open", "");
    control?.focus();
    control?.scrollIntoView({ block: "center" });
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
      const control = /** @type {HTMLElement} */ (place.querySelector("input:not([type=hidden]), select, textarea") || place);
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
  const one = /** @type {HTMLInputElement | HTMLSelectElement} */ (place.matches("input") ? place : place.querySelector("input, select, textarea"));
  if (kind === "ids") return people(one.value);
  if (kind === "days") return people(one.value).length ? people(one.value) : null;
  if (kind === "choice_list") {
    const chosen = [...place.querySelectorAll("input:checked")].map((box) => /** @type {HTMLInputElement} */ (box).value);
    return chosen.length ? chosen : null;
  }
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
  if (kind === "money" || kind === "fund_money" || kind === "quantity") return amount(one.value);
  if (kind === "ratio") return percentage(one.value);
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
  const one = /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */ (place.matches("input") ? place : place.querySelector("input, select, textarea"));
  one.value = kind === "ids" || kind === "days" ? value.join("\n") : String(value);
}

/** An amount as people write it, without its commas, spaces and unit. @param {string} text */
export function amount(text) {
  return text.normalize("NFKC").replace(/[\s,¥元]/g, "");
}

/** The people of a list as it was typed or pasted: one a line, or between commas. @param {string} text */
function people(text) {
  return text.split(/[\s,;，；、]+/).filter(Boolean);
}

/** Fill a list of people from the first column of a chosen file; it is read here and goes nowhere. @param {HTMLElement} chosen */
async function readFile(chosen) {
  if (!(chosen instanceof HTMLInputElement) || chosen.dataset.fromFile === undefined || !chosen.files?.[0]) return;
  const text = (await chosen.files[0].text()).replace(/^\uFEFF/, "");
  const first = text.split(/\r?\n/).map((line) => line.split(/[,;\t]/)[0].replace(/^"|"$/g, "").trim());
  const area = /** @type {HTMLTextAreaElement} */ (chosen.closest("[data-field]")?.querySelector("textarea"));
  area.value = first.filter(Boolean).join("\n");
  area.focus();
}

/** A percentage as people write it: "70" is "70%". @param {string} text */
export function percentage(text) {
  const plain = amount(text);
  return plain === "" || /[%点]$/.test(plain) ? plain : `${plain}%`;
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
