/** Lays out what `explain` says: the answer, one bar, who pays what, the doubts, the working. It adds no numbers of its own. */
import { el, svg } from "../shared/dom.js";
import { bar, percent } from "./bar.js";
import { dateWords } from "../shared/words.js";
import { citations, mark } from "./cites.js";

/** @typedef {import("../shared/words.js").PageWords} PageWords */

/**
 * @param {any} told
 * @param {string} asked the place and date in words
 * @param {boolean} invented whether example figures were used
 * @param {PageWords} words
 */
export function head(told, asked, invented, words) {
  return [
    el("h2", { id: "result", tabindex: "-1" }, words.say("result.title")),
    el("p", { class: "asked" }, asked),
    invented && el("p", { class: "invented" }, mark("example", words.say("whose.example")), " ", words.say("result.invented")),
    el("p", { class: "answer" }, told.answer),
    told.status !== "computed" && told.status_words !== told.answer && el("p", { class: "status-words" }, told.status_words),
  ];
}

/** @param {any} told @param {PageWords} words */
export function whoPays(told, words) {
  if (!told.payers.length) return null;
  return el(
    "section",
    { class: "result__part" },
    bar(told.payers, words),
    payersTable(told.payers, words.say("result.who_pays"), words, true),
  );
}

/** The results of a sheet, a table a section. @param {any} told @param {PageWords} words */
export function sections(told, words) {
  if (!told.sections.length) return null;
  return el("section", { class: "result__part" }, told.sections.map((/** @type {any} */ one) => sheetTable(one, words)));
}

/** @param {any} section @param {PageWords} words */
function sheetTable(section, words) {
  const rows = section.results.map((/** @type {any} */ one) =>
    el("tr", { class: one.value === null ? "open" : "" }, el("th", { scope: "row" }, one.name), el("td", {}, found(one, words))),
  );
  return el(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": section.name },
    el(
      "table",
      { class: "sheet" },
      el("caption", {}, section.name),
      el("thead", { class: "sheet__head" }, el("tr", {}, el("th", { scope: "col" }, words.say("result.item")), el("th", { scope: "col" }, words.say("result.outcome")))),
      el("tbody", {}, rows),
    ),
  );
}

/** A result's value; else what it lies between or among, and why there is none. @param {any} one @param {PageWords} words */
function found(one, words) {
  const about = one.approximate && [mark("missing", words.say("result.about")), " "];
  if (one.value !== null) return [about, el("span", { class: "sheet__value" }, one.value)].flat();
  const open = [
    one.between && words.say("result.between", { low: one.between[0], high: one.between[1] }),
    one.among && one.among.join(words.say("result.or")),
    one.or_none,
    one.why,
  ].filter(Boolean);
  const look = one.why && !one.between && !one.among ? "missing" : "open";
  return [about, el("span", { class: `sheet__value sheet__value--${look}` }, open.join(words.say("form.comma")))].flat();
}

/** Who must do what now, under which clause. @param {any} told @param {string} up @param {PageWords} words */
export function nextSteps(told, up, words) {
  if (!told.next_steps.length) return null;
  const items = told.next_steps.map((/** @type {any} */ duty) => {
    const when = [duty.by && words.say("result.next_by", { date: dateWords(duty.by, words.lang) }), duty.within, duty.every].filter(Boolean);
    return el(
      "li",
      {},
      el("span", { class: "label" }, words.say("result.next_who", { who: duty.who })),
      duty.must,
      when.length > 0 && el("span", { class: "keys" }, ` ${when.join(words.say("form.comma"))}`),
      citations(duty.cites, up),
    );
  });
  return el("section", { class: "result__part next-steps" }, el("h3", {}, words.say("result.next")), el("ul", {}, items));
}

/** @param {any} told @param {PageWords} words */
export function eachEpisode(told, words) {
  if (told.episodes.length < 2) return null;
  return el(
    "section",
    { class: "result__part" },
    el("h3", {}, words.say("result.episodes")),
    ...told.episodes.map((/** @type {any} */ one) => payersTable(one.payers, one.name, words, false)),
  );
}

/**
 * @param {import("./bar.js").Payer[]} payers
 * @param {string} caption
 * @param {PageWords} words
 * @param {boolean} keyed whether rows carry the bar's colours
 */
function payersTable(payers, caption, words, keyed) {
  const column = (/** @type {string} */ key, look = "") => el("th", { scope: "col", class: look }, words.say(`result.${key}`));
  const rows = payers.map((payer, index) => {
    const last = index === payers.length - 1;
    const look = last ? "patient" : String(index % 7);
    return el(
      "tr",
      { class: last ? "payer payer--patient" : "payer" },
      el("th", { scope: "row" }, keyed && swatch(payer.share ? look : payer.amount === null ? "open" : "none"), payer.name),
      el("td", { class: "amount" }, payer.amount ?? (payer.between && range(payer.between, words))),
      el("td", { class: "amount share" }, payer.share === null ? "" : percent(payer.share)),
      el("td", {}, mark(payer.whose, words.say(`whose.${payer.whose}`))),
    );
  });
  return el(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": caption },
    el(
      "table",
      { class: "money" },
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, column("payer"), column("amount", "amount"), column("share", "amount share"), column("source"))),
      el("tbody", {}, rows),
    ),
  );
}

/** Two amounts that may stand on two lines, neither of them broken. @param {[string, string]} between @param {PageWords} words */
function range([low, high], words) {
  const whole = (/** @type {string} */ text) => el("span", { class: "whole" }, text);
  return [whole(words.say("result.from", { low })), " ", whole(words.say("result.to", { high }))];
}

/** @param {string} look */
function swatch(look) {
  return svg("svg", { class: "swatch", viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { width: "10", height: "10", class: `bar__part bar__part--${look}` }));
}

/** @param {any} told @param {string} up @param {PageWords} words */
export function working(told, up, words) {
  if (!told.working.length) return null;
  const parts = told.episodes.length ? told.episodes : told.sections;
  const names = new Map(parts.map((/** @type {any} */ one) => [one.id, one.name]));
  const layers = new Map(told.payers.map((/** @type {any} */ one) => [one.id, one.name]));
  /** @type {Map<string, any[]>} */
  const groups = new Map();
  for (const step of told.working) {
    const key = JSON.stringify([step.episode ?? step.section, step.layer]);
    groups.set(key, [...(groups.get(key) || []), step]);
  }
  // The core works layer by layer; a reader follows one episode at a time.
  const order = [...names.keys()];
  const turn = (/** @type {[string, any[]]} */ [key]) => order.indexOf(JSON.parse(key)[0]);
  const boxes = [...groups].sort((one, other) => turn(one) - turn(other)).map(([key, steps]) => {
    const [episode, layer] = JSON.parse(key);
    const title = [names.size > 1 && names.get(episode), layers.get(layer) || steps[0].layer_name].filter(Boolean).join(" · ") || steps[0].title;
    // What rests on a clause is what people come for; the ordinary formula stays folded until asked for.
    const open = steps.some((step) => step.cites.length > 0);
    return el(
      "details",
      { class: "working__box", open },
      el("summary", {}, title),
      el("ol", { class: "working__steps" }, steps.map((step) => oneStep(step, up, words))),
    );
  });
  return el(
    "section",
    { class: "result__part working" },
    el("h3", {}, words.say("working.title")),
    el("p", {}, words.say("working.lead")),
    boxes,
  );
}

/** @param {any} step @param {string} up @param {PageWords} words */
function oneStep(step, up, words) {
  const line = (/** @type {string} */ key, /** @type {string | null} */ text) =>
    text && el("div", { class: "working__line" }, el("dt", {}, words.say(`working.${key}`)), el("dd", {}, text));
  return el(
    "li",
    { class: step.applied ? "working__step" : "working__step working__step--idle" },
    el("p", { class: "working__title" }, step.title, !step.applied && el("span", { class: "whose whose--missing" }, words.say("working.not_applied"))),
    el("p", {}, step.sentence),
    el("dl", { class: "working__lines" }, line("formula", step.formula), line("numbers", step.numbers), line("value", step.value)),
    citations(step.cites, up),
  );
}

/** @param {any} told @param {string} up @param {PageWords} words */
export function valuesUsed(told, up, words) {
  if (!told.values.length) return null;
  const rows = told.values.map((/** @type {any} */ value) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, value.name, value.keys_words && el("span", { class: "keys" }, ` ${value.keys_words}`)),
      el("td", {}, value.value),
      el("td", {}, mark(value.whose, value.whose_words), citations(value.cites, up)),
    ),
  );
  const column = (/** @type {string} */ key) => el("th", { scope: "col" }, words.say(`values.${key}`));
  return el(
    "section",
    { class: "result__part" },
    el(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": words.say("values.title") },
      el("table", { class: "used" }, el("caption", {}, words.say("values.title")), el("thead", {}, el("tr", {}, column("name"), column("figure"), column("whose"))), el("tbody", {}, rows)),
    ),
  );
}

/** @param {any} told @param {string} up @param {PageWords} words */
export function assumptions(told, up, words) {
  if (!told.assumptions.length) return null;
  return el(
    "section",
    { class: "result__part" },
    el("h3", {}, words.say("assumptions.title")),
    el(
      "ul",
      {},
      told.assumptions.map((/** @type {any} */ one) => el("li", {}, el("a", { href: `${up}readings.html#${encodeURIComponent(one.id)}` }, one.words))),
    ),
  );
}

/** @param {any} told @param {PageWords} words */
export function foot(told, words) {
  const short = (/** @type {string} */ text) => text.slice(0, 12);
  const receipt = { ...told.receipt, rulebook: short(told.receipt.rulebook), inputs: short(told.receipt.inputs) };
  return [
    el("p", { class: "disclaimer", role: "note" }, told.disclaimer),
    el("p", { class: "receipt" }, el("span", { class: "label" }, words.say("receipt.title")), words.say("receipt.text", receipt)),
  ];
}
