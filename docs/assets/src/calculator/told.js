/** What a folded part of the form has been given stands in its heading, so that nobody has to open it to know. */
import { fill } from "../shared/dom.js";
import { inWords } from "./given.js";

const NAMED = 3; // answers that a heading repeats

/** @typedef {import("../shared/words.js").PageWords} PageWords */

/**
 * Keep the headings of a form's folded parts up to date.
 * @param {import("./form.js").Form} form
 * @param {PageWords} words
 */
export function tellFolded(form, words) {
  const tell = () => {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (form.form.querySelectorAll(".told"))) fill(place, heading(place, form, words));
  };
  for (const event of ["input", "change", "click"]) form.form.addEventListener(event, tell);
  tell();
}

/** @param {HTMLElement} place @param {import("./form.js").Form} form @param {PageWords} words */
function heading(place, form, words) {
  const within = /** @type {HTMLElement} */ (place.closest(".item, form"));
  const named = (place.dataset.fields || "").split(" ");
  const fields = form.fieldsOf(within).filter((field) => named.includes(field.name));
  const facts = answers(fields, form.record(fields, within), words);
  const own = place.closest("details")?.querySelectorAll(".own__list > li").length;
  if (own) facts.push(words.say("form.told_count", { name: words.say("form.own"), count: own }));
  if (!facts.length) return "";
  const shown = facts.slice(0, NAMED).join(words.say("form.told_next"));
  const text = facts.length > NAMED ? words.say("form.told_more", { shown, count: facts.length }) : shown;
  return words.say("form.told", { text });
}

/**
 * One phrase an answer: of a list how much stands in it, of anything else what was answered.
 * @param {any[]} fields
 * @param {Record<string, any>} values
 * @param {PageWords} words
 * @returns {string[]}
 */
function answers(fields, values, words) {
  const language = words.lang.startsWith("zh") ? "zh" : "en";
  return fields.flatMap((field) => {
    const value = values[field.name];
    if (value === undefined) return [];
    if (field.kind === "record") return answers(field.of, value, words);
    const name = field[language];
    if (field.kind === "list") {
      const count = value.filter((/** @type {any} */ item) => answers(field.of, item, words).length).length;
      return count ? [words.say("form.told_count", { name, count })] : [];
    }
    if (field.kind === "ids" || field.kind === "days") return value.length ? [words.say("form.told_count", { name, count: value.length })] : [];
    const answer = inWords(field, value, language, words);
    return answer ? [words.say("form.told_one", { name, answer })] : [];
  });
}
