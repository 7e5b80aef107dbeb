/** Lays out what `explain` says: the answer, one bar, who pays what, the doubts, the working. It adds no numbers of its own. */
import { el, svg } from "../shared/dom.js";
import { roomy } from "../shared/room.js";
import { bar, percent } from "./bar.js";
import { citations, mark } from "./cites.js";

/** @typedef {import("../shared/words.js").PageWords} PageWords */

const OUT_OF_TIME = ["not_determined", "validity_passed"]; // another day would be answered: which, the documents say

/**
 * @param {any} told
 * @param {string} asked the place and date in words
 * @param {boolean} invented whether example figures were used
 * @param {string} up
 * @param {PageWords} words
 */
export function head(told, asked, invented, up, words) {
  return [
    el("h2", { id: "result", tabindex: "-1" }, words.say("result.title")),
    el("p", { class: "asked" }, asked),
    invented && el("p", { class: "invented" }, mark("example", words.say("whose.example")), " ", words.say("result.invented")),
    el("p", { class: "answer" }, told.sentences[0]),
    told.sentences.length > 1 && el("ul", { class: "answer-more" }, told.sentences.slice(1).map((/** @type {string} */ one) => el("li", {}, one))),
    told.status !== "computed" && !told.answer.includes(told.status_words) && el("p", { class: "status-words" }, told.status_words),
    OUT_OF_TIME.includes(told.status) && el("p", { class: "jump" }, el("a", { href: `${up}documents.html` }, words.say("result.when_in_force"))),
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
      el("td", { class: "amount" }, payer.about && `${payer.about} `, payer.amount ?? (payer.between && range(payer.between, words))),
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
export function valuesUsed(told, up, words) {
  if (!told.values.length) return null;
  const rows = told.values.map((/** @type {any} */ value) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, value.name, value.keys_words && el("span", { class: "keys" }, ` ${value.keys_words}`)),
      el("td", {}, value.value),
      el("td", {}, mark(value.whose, value.whose === "example" ? words.say("whose.example") : value.whose_words), citations(value.cites, up)),
    ),
  );
  const column = (/** @type {string} */ key) => el("th", { scope: "col" }, words.say(`values.${key}`));
  const title = words.say("values.title");
  const table = el("table", { class: "used" }, el("caption", { class: "unseen" }, title), el("thead", {}, el("tr", {}, column("name"), column("figure"), column("whose"))), el("tbody", {}, rows));
  return el(
    "section",
    { class: "result__part" },
    el("h3", {}, title),
    el(
      "details",
      { class: "more", open: roomy() },
      el("summary", {}, words.say("values.count", { count: rows.length })),
      el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": title }, table),
    ),
  );
}

/** What was given and not needed. @param {any} told */
export function unused(told) {
  return told.unused.length > 0 && el("ul", { class: "result__part help" }, told.unused.map((/** @type {string} */ one) => el("li", {}, one)));
}

/** @param {any} told @param {string} up @param {PageWords} words */
export function assumptions(told, up, words) {
  if (!told.assumptions.length) return null;
  const list = told.assumptions.map((/** @type {any} */ one) => el("li", {}, el("a", { href: `${up}readings.html#${encodeURIComponent(one.id)}` }, one.words)));
  return el(
    "section",
    { class: "result__part" },
    el("h3", {}, words.say("assumptions.title")),
    el("details", { class: "more" }, el("summary", {}, words.say("assumptions.count", { count: list.length })), el("ul", {}, list)),
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
