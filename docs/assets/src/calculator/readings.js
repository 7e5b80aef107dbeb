/** Readings as switches: each says what it would change for the person, in yuan. */
import { el, fill, fresh } from "../shared/dom.js";

/**
 * @typedef {object} ReadingInPlay
 * @property {string} id
 * @property {string} question
 * @property {string} option
 * @property {string} option_words
 * @property {boolean} is_chosen
 * @property {string} [why]
 * @property {{option: string, words: string}[]} others
 */

/**
 * @param {ReadingInPlay[]} readings
 * @param {string} up
 * @param {import("../shared/words.js").PageWords} words
 * @param {(reading: string, option: string) => void} choose
 * @returns {HTMLElement}
 */
export function switches(readings, up, words, choose) {
  const groups = readings.map((reading) => {
    const name = fresh("reading");
    const options = [{ option: reading.option, words: reading.option_words }, ...reading.others];
    const rows = options.map(({ option, words: text }, index) =>
      el(
        "label",
        { class: "tick", "data-reading": reading.id, "data-option": option },
        el("input", { type: "radio", name, value: option, checked: index === 0, onchange: () => choose(reading.id, option) }),
        el("span", {}, text),
        el("span", { class: "difference" }, index === 0 ? "" : words.say("readings.comparing")),
      ),
    );
    return el(
      "fieldset",
      { class: "reading-switch" },
      el("legend", {}, el("a", { href: `${up}readings.html#${encodeURIComponent(reading.id)}` }, reading.id), ` ${reading.question}`),
      rows,
      reading.why && el("p", { class: "help" }, words.say("readings.why", { why: reading.why })),
    );
  });
  return el(
    "section",
    { class: "result__part" },
    el("h3", {}, words.say("readings.title")),
    el("p", {}, words.say("readings.lead")),
    groups,
  );
}

/**
 * Write into each switch what the other option would change, once the comparison has come.
 * @param {HTMLElement} place
 * @param {{readings: {id: string, option: string, options: {option: string, results: any[]}[]}[]}} compared
 * @param {string | null} amountId the result that is compared: what the person pays; null compares all results
 * @param {import("../shared/words.js").PageWords} words
 */
export function tellDifferences(place, compared, amountId, words) {
  for (const reading of compared.readings) {
    const pays = (/** @type {string} */ option) =>
      reading.options.find((one) => one.option === option)?.results.find((one) => one.id === amountId)?.value ?? null;
    const now = pays(reading.option);
    for (const { option } of reading.options) {
      const label = place.querySelector(`[data-reading="${CSS.escape(reading.id)}"][data-option="${CSS.escape(option)}"] .difference`);
      if (!label || option === reading.option) continue;
      fill(label, amountId === null ? change(reading, option, words) : difference(now, pays(option), words));
    }
  }
}

/**
 * Whether the results under another option are others; of the first that is an amount, how large it would be.
 * @param {{option: string, options: {option: string, results: any[]}[]}} reading
 * @param {string} option
 * @param {import("../shared/words.js").PageWords} words
 */
function change(reading, option, words) {
  const under = (/** @type {string} */ wanted) => reading.options.find((one) => one.option === wanted)?.results || [];
  const now = new Map(under(reading.option).map((one) => [one.id, JSON.stringify(one)]));
  const others = under(option).filter((one) => now.get(one.id) !== JSON.stringify(one));
  if (!others.length && under(option).length === now.size) return words.say("readings.same");
  const amount = others.find((one) => one.unit === "yuan" && one.value !== null);
  return amount ? words.say("readings.other_amount", { amount: yuan(fen(amount.value)) }) : words.say("readings.other");
}

/**
 * @param {string | null} now
 * @param {string | null} then decimal strings of yuan
 * @param {import("../shared/words.js").PageWords} words
 */
function difference(now, then, words) {
  if (now === null || then === null) return words.say("readings.unknown");
  const change = fen(then) - fen(now);
  if (change === 0) return words.say("readings.same");
  return words.say(change > 0 ? "readings.more" : "readings.less", { amount: yuan(change < 0 ? -change : change) });
}

/** Fen are whole numbers far below 2^53, so a plain number holds them exactly. @param {string} text decimal yuan @returns {number} */
function fen(text) {
  const [whole, part = ""] = text.split(".");
  return Number(whole + part.padEnd(2, "0"));
}

/** @param {number} amount fen @returns {string} */
function yuan(amount) {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
}
