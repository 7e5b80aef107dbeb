/** Readings as switches: each says what it would change for the person, in yuan. */
import { el, fill, fresh } from "../shared/dom.js";

const NAMED = 3; // results that are named as changing

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
 * Until the comparison says which of them matter here, they are folded, all but the one that the reader is at.
 * @param {ReadingInPlay[]} readings
 * @param {string} up
 * @param {import("../shared/words.js").PageWords} words
 * @param {(reading: string, option: string) => void} choose
 * @param {string} [at] the reading that was switched just now
 * @returns {HTMLElement}
 */
export function switches(readings, up, words, choose, at) {
  const open = readings.filter((reading) => reading.others.length);
  const groups = open.map((reading) => {
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
  const shown = groups.filter((_, turn) => open[turn].id === at);
  const folded = groups.filter((group) => !shown.includes(group));
  return el(
    "section",
    { class: "result__part" },
    el("h3", {}, words.say("readings.title")),
    open.length > 0 && el("p", {}, words.say("readings.lead")),
    readings.filter((reading) => !reading.others.length).map((reading) => decided(reading, up, words)),
    shown,
    folded.length > 0 && el("details", { class: "more readings" }, el("summary", {}, words.say("readings.comparing")), folded),
  );
}

/** A reading without another one that could be computed. @param {ReadingInPlay} reading @param {string} up @param {import("../shared/words.js").PageWords} words */
function decided(reading, up, words) {
  return el(
    "div",
    { class: "reading-switch" },
    el("p", { class: "reading-switch__question" }, el("a", { href: `${up}readings.html#${encodeURIComponent(reading.id)}` }, reading.id), ` ${reading.question}`),
    el("p", {}, reading.option_words),
    reading.why && el("p", { class: "help" }, words.say("readings.why", { why: reading.why })),
  );
}

/**
 * Write into each switch what the other option would change, once the comparison has come; readings that change
 * something here are taken out of the fold.
 * @param {HTMLElement} place
 * @param {{readings: {id: string, option: string, options: {option: string, results: any[]}[]}[]} | null} compared null: it could not be made
 * @param {string | null} amountId the result that is compared: what the person pays; null compares all results
 * @param {Map<string, string>} names of results, by id
 * @param {import("../shared/words.js").PageWords} words
 */
export function tellDifferences(place, compared, amountId, names, words) {
  const same = words.say("readings.same");
  for (const group of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("fieldset.reading-switch"))) {
    const labels = [.../** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("[data-reading]"))];
    const reading = compared?.readings.find((one) => one.id === labels[0].dataset.reading);
    const told = labels.slice(1).map((label) => {
      const text = reading ? differenceOf(reading, label.dataset.option || "", amountId, names, words) : words.say("readings.unknown");
      fill(/** @type {Element} */ (label.querySelector(".difference")), text);
      return text;
    });
    const box = group.closest("details");
    if (box && told.some((text) => text !== same)) box.before(group);
  }
  const left = place.querySelector("details.readings");
  const count = left ? left.querySelectorAll("fieldset").length : 0;
  if (count) fill(/** @type {Element} */ (left?.querySelector("summary")), words.say("readings.idle", { count }));
  else left?.remove();
}

/** @param {{option: string, options: {option: string, results: any[]}[]}} reading @param {string} option @param {string | null} amountId @param {Map<string, string>} names @param {import("../shared/words.js").PageWords} words */
function differenceOf(reading, option, amountId, names, words) {
  const under = (/** @type {string} */ wanted) => reading.options.find((one) => one.option === wanted)?.results || [];
  const pays = (/** @type {string} */ wanted) => under(wanted).find((one) => one.id === amountId)?.value ?? null;
  if (amountId !== null) return difference(pays(reading.option), pays(option), words);
  return change(under(reading.option), under(option), names, words);
}

/**
 * Which results are others under another option; of a single one that is an amount, how large it would be.
 * @param {any[]} now
 * @param {any[]} then
 * @param {Map<string, string>} names
 * @param {import("../shared/words.js").PageWords} words
 */
function change(now, then, names, words) {
  const before = new Map(now.map((one) => [one.id, JSON.stringify(one)]));
  const others = then.filter((one) => before.get(one.id) !== JSON.stringify(one));
  if (!others.length && then.length === before.size) return words.say("readings.same");
  const told = [...new Set(others.map((one) => names.get(one.id)).filter(Boolean))];
  if (!told.length) return words.say("readings.other");
  const [first] = others;
  if (others.length === 1 && first.unit === "yuan" && first.value !== null) return words.say("readings.other_amount", { name: told[0] || "", amount: yuan(fen(first.value)) });
  const shown = told.slice(0, NAMED).join(words.say("form.comma"));
  return words.say(told.length > NAMED ? "readings.others_more" : "readings.others", { names: shown });
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
