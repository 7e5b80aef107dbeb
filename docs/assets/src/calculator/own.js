/** Local values that the reader entered beside a result; the form keeps them, shows them and can drop them again. */
import { el, fill } from "../shared/dom.js";

/** @typedef {import("./missing.js").Answer} Answer */

export class OwnValues {
  /**
   * @param {HTMLElement | null} place none where nobody is asked for local values
   * @param {import("./form.js").Form} form
   * @param {any} schema
   * @param {Record<string, Record<string, string>>} keys the choices of every key by their names
   * @param {import("../shared/words.js").PageWords} words
   */
  constructor(place, form, schema, keys, words) {
    this.place = place;
    this.form = form;
    this.words = words;
    this.keys = keys;
    this.language = words.lang.startsWith("zh") ? "zh" : "en";
    this.fields = schema.fields;
    const values = schema.fields.find((/** @type {any} */ one) => one.kind === "values");
    /** @type {Map<string, any>} */
    this.concepts = new Map((values?.concepts || []).map((/** @type {any} */ one) => [one.id, one]));
    /** Rows by concept and keys, so that a later answer takes the place of an earlier one. @type {Map<string, any>} */
    this.rows = new Map();
  }

  /** @param {Answer[]} answers */
  take(answers) {
    for (const answer of answers) {
      if (!this.concepts.has(answer.of.concept)) {
        this.toForm(answer);
        continue;
      }
      const by = this.concepts.get(answer.of.concept).by.map((/** @type {any} */ key) => key.name);
      const keys = Object.fromEntries(Object.entries(answer.of.keys).filter(([key]) => by.includes(key)));
      this.add(answer.of.concept, keys, answer.hint ? { hint: answer.hint } : { value: answer.value }, answer.shown, answer.of.keys_words);
    }
    this.draw();
  }

  /** An amount from a settlement slip belongs in the form itself: `paid.basic` of one episode. @param {Answer} answer */
  toForm(answer) {
    const [amounts, layer] = answer.of.concept.split(".");
    const ids = new Set(Object.values(answer.of.keys));
    for (const list of this.form.lists()) {
      for (const item of this.form.items(list)) {
        const id = /** @type {HTMLInputElement | null} */ (item.querySelector('[data-kind="name"]'))?.value || "";
        const input = /** @type {HTMLInputElement | null} */ (item.querySelector(`[data-field="${amounts}"] [data-choice="${layer}"] input`));
        if (!input || !ids.has(id)) continue;
        input.value = String(answer.value).replace(/元$/, "");
        input.closest("details")?.setAttribute("open", "");
      }
    }
  }

  /**
   * @param {string} concept
   * @param {Record<string, string>} keys
   * @param {{value?: any, hint?: string}} answer
   * @param {string} shown
   * @param {string} keysWords
   */
  add(concept, keys, answer, shown, keysWords) {
    this.rows.set(JSON.stringify([concept, keys]), { concept, keys, answer, shown, keysWords });
  }

  /** Fill from a calculator's inputs. @param {Record<string, any>} values */
  put(values) {
    this.rows.clear();
    for (const [concept, given] of Object.entries(values)) {
      for (const row of Array.isArray(given) ? given : [given]) {
        if (row && typeof row === "object" && "hint" in row) this.add(concept, {}, { hint: row.hint }, row.hint, "");
        else if (Array.isArray(given)) {
          const { value, ...keys } = row;
          this.add(concept, keys, { value }, this.shown(value), this.keysWords(keys));
        } else this.add(concept, {}, { value: row }, this.shown(row), "");
      }
    }
    this.draw();
  }

  /** @returns {Record<string, any>} as the calculator takes them */
  values() {
    /** @type {Record<string, any>} */
    const found = {};
    for (const { concept, keys, answer } of this.rows.values()) {
      if (answer.hint) found[concept] = { hint: answer.hint };
      else if (Object.keys(keys).length === 0) found[concept] = answer.value;
      else found[concept] = [...(Array.isArray(found[concept]) ? found[concept] : []), { ...keys, value: answer.value }];
    }
    return found;
  }

  /** @param {Record<string, string>} keys */
  keysWords(keys) {
    return Object.entries(keys)
      .map(([key, value]) => (this.keys[key] || {})[value] || value)
      .join(this.words.say("form.comma"));
  }

  /** @param {any} value a literal, or a table of them */
  shown(value) {
    if (value === "none") return this.words.say("missing.none");
    return typeof value === "string" ? value : (value.rows || []).map((/** @type {any} */ row) => row.ratio).join(" / ");
  }

  draw() {
    if (!this.place) return;
    const items = [...this.rows].map(([key, row]) => {
      const name = this.concepts.get(row.concept)?.[this.language] || row.concept;
      const drop = () => {
        this.rows.delete(key);
        this.draw();
        /** @type {HTMLElement | null} */ (this.form.form.querySelector("button[type=submit]"))?.focus();
      };
      return el(
        "li",
        {},
        name,
        row.keysWords && el("span", { class: "keys" }, ` ${row.keysWords}`),
        " ",
        el("span", { class: "number" }, row.shown),
        " ",
        el("span", { class: `whose whose--${row.answer.hint ? "hint" : "own"}` }, this.words.say(`whose.${row.answer.hint ? "hint" : "own"}`)),
        " ",
        el("button", { type: "button", class: "quiet quiet--text", "aria-label": this.words.say("form.own_remove", { name }), onclick: drop }, this.words.say("form.remove_short")),
      );
    });
    fill(/** @type {Element} */ (this.place.querySelector(".own__list")), ...items);
    this.place.toggleAttribute("hidden", items.length === 0);
    if (items.length) this.place.closest("details")?.setAttribute("open", "");
    this.place.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
