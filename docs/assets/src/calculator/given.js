/** What was asked, in words: it stands folded in the result and goes with it onto paper. */
import { el } from "../shared/dom.js";
import { dateWords } from "../shared/words.js";

const AT_MOST = 30; // names of a list that are repeated

/** @typedef {import("../shared/words.js").PageWords} PageWords */

/**
 * @param {any[]} fields of the schema
 * @param {Record<string, any>} request the inputs as the calculator took them
 * @param {PageWords} words
 * @returns {HTMLElement}
 */
export function given(fields, request, words) {
  return el("details", { class: "given" }, el("summary", {}, words.say("result.given")), record(fields, request, words));
}

/**
 * @param {any[]} fields
 * @param {Record<string, any>} values
 * @param {PageWords} words
 */
function record(fields, values, words) {
  const language = words.lang.startsWith("zh") ? "zh" : "en";
  /** @type {HTMLElement[]} */
  const rows = [];
  for (const field of fields) {
    const value = values[field.name];
    if (value === undefined || value === null || value.length === 0) continue;
    if (field.kind === "list") {
      const name = field[`item_${language}`] || words.say("form.item", { number: "{number}" });
      value.forEach((/** @type {any} */ item, /** @type {number} */ index) => {
        rows.push(row(name.replace("{number}", String(index + 1)), record(field.of, item, words)));
      });
    } else if (field.kind === "record") {
      rows.push(row(field[language], record(field.of, value, words)));
    } else {
      const text = inWords(field, value, language, words);
      if (text) rows.push(row(field[language], text));
    }
  }
  return el("dl", { class: "facts" }, rows);
}

/** @param {string} name @param {string | Node} what */
function row(name, what) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, what));
}

/**
 * @param {any} field
 * @param {any} value
 * @param {"zh" | "en"} language
 * @param {PageWords} words
 * @returns {string | null} nothing for what the result shows elsewhere
 */
export function inWords(field, value, language, words) {
  if (field.kind === "name" || field.kind === "values" || field.kind === "readings") return null;
  if (field.kind === "day") return dateWords(value, words.lang);
  const named = (/** @type {string} */ id) => (field.choices || []).find((/** @type {any} */ one) => one.id === id)?.[language] || id;
  if (field.kind === "amounts") {
    const comma = words.say("form.comma");
    return Object.entries(value)
      .map(([id, amount]) => `${named(id)} ${amount}`)
      .join(comma);
  }
  const all = [value].flat().map(String).map(named);
  const shown = all.slice(0, AT_MOST).join(words.say("form.comma"));
  return all.length > AT_MOST ? words.say("result.and_so_on", { shown, count: all.length }) : shown;
}
