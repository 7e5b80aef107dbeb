/** Marks in a text what was asked for, and cuts a long text to the part around it. */
import { fold, isChinese } from "./text.js";
import { el } from "../shared/dom.js";

const BEFORE = 14; // characters shown before the first mark of a cut text

/**
 * Which characters of a text to mark.
 * @param {string} text
 * @param {string[]} needles folded
 * @returns {boolean[]}
 */
export function marked(text, needles) {
  let folded = "";
  /** @type {number[]} */
  const places = [];
  [...text].reduce((at, character) => {
    for (const plain of fold(character)) {
      for (let unit = 0; unit < plain.length; unit += 1) places.push(at);
      folded += plain;
    }
    return at + character.length;
  }, 0);
  /** @type {boolean[]} */
  const marks = new Array(text.length).fill(false);
  for (const needle of needles) {
    for (let at = folded.indexOf(needle); needle && at >= 0; at = folded.indexOf(needle, at + 1)) {
      if (!isChinese(needle) && /[a-z0-9]/.test(folded.charAt(at - 1))) continue; // inside another word
      const end = places[at + needle.length] === undefined ? text.length : places[at + needle.length];
      marks.fill(true, places[at], end);
    }
  }
  return marks;
}

/** @param {boolean[]} marks @returns {number} how many characters are marked */
export const weight = (marks) => marks.filter(Boolean).length;

/**
 * The part of a text that holds most marks.
 * @param {string} text
 * @param {boolean[]} marks
 * @param {number} room in characters
 * @returns {{from: number, to: number}}
 */
function part(text, marks, room) {
  if (text.length <= room) return { from: 0, to: text.length };
  let best = { from: 0, marks: -1 };
  for (let at = 0; at < text.length; at += 1) {
    if (at && !(marks[at] && !marks[at - 1])) continue;
    const from = Math.min(Math.max(0, at - BEFORE), text.length - room);
    const inside = weight(marks.slice(from, from + room));
    if (inside > best.marks) best = { from, marks: inside };
  }
  let { from } = best;
  let to = from + room;
  while (insideWord(text, from) && !marks[from]) from += 1;
  while (insideWord(text, to) && !marks[to]) to -= 1;
  return { from, to };
}

/** @param {string} text @param {number} at @returns {boolean} whether a cut there would go through a Latin word */
const insideWord = (text, at) => at > 0 && /^[\p{L}\d]{2}$/u.test(text.slice(at - 1, at + 1)) && !isChinese(text.slice(at - 1, at + 1));

/**
 * A text as nodes: what was asked for in <mark>, Chinese on an English page told as such.
 * @param {string} text
 * @param {string[]} needles
 * @param {{lang: string, room?: number}} how the page's language; how many characters there is room for
 * @returns {Node[]}
 */
export function withMarks(text, needles, { lang, room = Infinity }) {
  const marks = marked(text, needles);
  const { from, to } = part(text, marks, room);
  const foreign = (/** @type {number} */ at) => lang !== "zh" && isChinese(text[at]);
  /** @type {Node[]} */
  const nodes = from ? [document.createTextNode("…")] : [];
  for (let at = from; at < to; ) {
    let end = at + 1;
    while (end < to && marks[end] === marks[at] && foreign(end) === foreign(at)) end += 1;
    const tongue = foreign(at) ? { lang: "zh-CN" } : {};
    const piece = text.slice(at, end);
    if (marks[at]) nodes.push(el("mark", tongue, piece));
    else nodes.push(foreign(at) ? el("span", tongue, piece) : document.createTextNode(piece));
    at = end;
  }
  if (to < text.length) nodes.push(document.createTextNode("…"));
  return nodes;
}
