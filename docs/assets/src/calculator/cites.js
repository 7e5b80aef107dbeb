/** Clauses that a step or a value rests on: a link to the clause, and its quoted words. */
import { el } from "../shared/dom.js";

/**
 * @typedef {object} Cite
 * @property {string} clause `document#provision`
 * @property {string} label
 * @property {string[] | string | null} words
 */

/**
 * @param {Cite[]} cites
 * @param {string} up the way from this page to the root of its language
 * @returns {HTMLElement[]}
 */
export function citations(cites, up) {
  return cites.map((cite) => {
    const [name, provision] = cite.clause.split("#");
    const href = `${up}documents/${encodeURIComponent(name)}.html#${encodeURIComponent(provision || "")}`;
    const words = [cite.words || []].flat();
    return el(
      "div",
      { class: "cite" },
      el("a", { href }, cite.label),
      words.map((quote) => el("q", { class: "printed", lang: "zh-CN" }, quote)),
    );
  });
}

/**
 * Whose number it is: a word, with a look that says it again.
 * @param {string} whose
 * @param {string} words
 */
export function mark(whose, words) {
  return el("span", { class: `whose whose--${whose}` }, words);
}
