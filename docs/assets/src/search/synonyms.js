/** Other words for what was asked, from the glossary: 门槛费 → 起付线, deductible ↔ 起付线, qifuxian → 起付线. */
import { fold, isChinese, runs, singular } from "./text.js";

/** @typedef {{text: string, weight: number, standsFor: string}} OtherWord `standsFor` is the part of the question it says otherwise */

const LEAST_PINYIN = 4; // letters: fewer begin too many words

/** @param {string} folded @returns {string} its Latin words in the singular, between spaces */
const latinWords = (folded) => ` ${runs(folded).filter((run) => !isChinese(run)).map(singular).join(" ")} `;

/** @param {string} folded @returns {string} its letters alone */
const letters = (folded) => folded.replace(/[^a-z]/g, "");

export class Synonyms {
  /** @param {[string[], string][]} terms all that each is called, and its pinyin */
  constructor(terms) {
    this.groups = terms.map(([words, pinyin]) => ({ words: words.map(fold), pinyin: letters(fold(pinyin)) }));
    this.named = this.groups
      .flatMap((group) => group.words.map((word) => ({ word, group, latin: isChinese(word) ? "" : latinWords(word) })))
      .sort((one, other) => other.word.length - one.word.length);
  }

  /**
   * @param {string} folded a question
   * @returns {OtherWord[]}
   */
  of(folded) {
    /** @type {Map<string, OtherWord>} */
    const found = new Map();
    const add = (/** @type {string} */ text, /** @type {number} */ weight, /** @type {string} */ standsFor) => {
      const before = found.get(text);
      if (!folded.includes(text) && (!before || before.weight < weight)) found.set(text, { text, weight, standsFor });
    };
    let chinese = folded;
    let latin = latinWords(folded);
    for (const { word, group, latin: own } of this.named) {
      const there = own ? latin.includes(own) : chinese.includes(word);
      if (!there) continue;
      // What a longer name has used up means nothing by itself: 低保 in 低保边缘家庭.
      if (own) latin = latin.replace(own, " ");
      else chinese = chinese.replace(word, " ");
      for (const other of group.words) add(other, 0.5, word);
    }
    if (!isChinese(folded)) this.byPinyin(letters(folded), (word, weight) => add(word, weight, folded));
    return [...found.values()];
  }

  /**
   * @param {string} asked letters
   * @param {(word: string, weight: number) => void} add
   */
  byPinyin(asked, add) {
    if (asked.length < LEAST_PINYIN) return;
    for (const { pinyin, words } of this.groups) {
      if (!pinyin) continue;
      const whole = pinyin === asked;
      if (!whole && !pinyin.includes(asked) && !(pinyin.length > 5 && asked.includes(pinyin))) continue;
      words.forEach((word, place) => add(word, (whole ? 1 : 0.6) * (place ? 0.5 : 1)));
    }
  }
}
