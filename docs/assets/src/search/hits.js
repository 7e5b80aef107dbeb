/** Hits in groups, the group of the best one first, and what is shown of each. */
import { el } from "../shared/dom.js";
import { marked, weight, withMarks } from "./marks.js";

const ROOM = { zh: 84, en: 150 };

/**
 * @typedef {import("./engine.js").Hit} Hit
 * @typedef {import("./engine.js").SearchRecord} SearchRecord
 * @typedef {{kind: string, hits: Hit[]}} Group
 */

/** @param {Hit[]} hits the best first @param {number} most of each kind @returns {Group[]} */
export function grouped(hits, most) {
  /** @type {Map<string, Hit[]>} */
  const groups = new Map();
  for (const hit of hits) {
    const group = groups.get(hit.record.kind) || [];
    groups.set(hit.record.kind, group);
    if (group.length < most) group.push(hit);
  }
  return [...groups].map(([kind, members]) => ({ kind, hits: members }));
}

/**
 * Title, and the text that holds what was asked for: the page's language, else hidden words such as quotes, else the other language.
 * @param {SearchRecord} record
 * @param {string[]} needles
 * @param {"zh" | "en"} lang
 * @returns {HTMLElement[]}
 */
export function shown(record, needles, lang) {
  const { title, text } = record[lang];
  const parts = [el("span", { class: "hit__title" }, withMarks(title, needles, { lang }))];
  const room = ROOM[lang];
  if (text) parts.push(el("span", { class: "hit__text" }, withMarks(text, needles, { lang, room })));
  if (!weight(marked(`${title} ${text}`, needles))) {
    const other = record[lang === "zh" ? "en" : "zh"];
    const also = best([...record.words, other.title, other.text], needles);
    if (also) parts.push(el("span", { class: "hit__also" }, withMarks(also, needles, { lang, room })));
  }
  return parts;
}

/** @param {string[]} texts @param {string[]} needles @returns {string} the one with most marks; the first of equals */
function best(texts, needles) {
  let most = { text: "", weight: 0 };
  for (const text of texts) {
    const found = weight(marked(text, needles));
    if (found > most.weight) most = { text, weight: found };
  }
  return most.text;
}
