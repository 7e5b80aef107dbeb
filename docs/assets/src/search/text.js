/** How text is read for searching: folded the same way in records and in questions, and cut into tokens. */

const RUN = /[\u3007\p{Script=Han}]+|[a-z0-9]+(?:\.[0-9]+)*%?/gu;
const HAN = /[\u3007\p{Script=Han}]/u;
const MARKS = /\p{M}/gu;

/** @type {Map<string, string>} */
let simplified = new Map();

/** @param {string} pairs traditional and simplified characters in turn */
export function setSimplified(pairs) {
  const characters = [...pairs];
  simplified = new Map();
  for (let at = 0; at + 1 < characters.length; at += 2) simplified.set(characters[at], characters[at + 1]);
}

/**
 * One form for full and half width, large and small letters, pinyin with and without tones, traditional and simplified.
 * @param {string} text
 */
export function fold(text) {
  const plain = text.normalize("NFKC").normalize("NFD").replace(MARKS, "").toLowerCase();
  let folded = "";
  for (const character of plain) folded += simplified.get(character) || character;
  return folded.replace(/(\d)[,，](?=\d{3})/g, "$1");
}

/** @param {string} text @returns {boolean} */
export const isChinese = (text) => HAN.test(text);

/** @param {string} folded @returns {string[]} runs of Chinese, Latin words and numbers, in order */
export const runs = (folded) => folded.match(RUN) || [];

/** @param {string} folded @returns {string} without anything between the runs: brackets of document numbers, spaces */
export const squeeze = (folded) => runs(folded).join("");

/** @param {string} word a Latin word @returns {string} without the ending of a plural */
export function singular(word) {
  if (!/^[a-z]{4,}$/.test(word) || word.endsWith("ss")) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/**
 * Tokens of a record: Latin words, and of Chinese every character and every two in a row.
 * @param {string} text
 */
export function tokensOfText(text) {
  const tokens = [];
  for (const run of runs(fold(text))) {
    if (!isChinese(run)) {
      tokens.push(singular(run));
      continue;
    }
    const characters = [...run];
    tokens.push(...characters, ...pairs(characters));
  }
  return tokens;
}

/**
 * Tokens of a question: a single character only where nothing stands beside it.
 * @param {string} folded
 */
export function tokensOfQuestion(folded) {
  const tokens = new Set();
  for (const run of runs(folded)) {
    const characters = [...run];
    if (!isChinese(run)) tokens.add(singular(run));
    else if (characters.length === 1) tokens.add(run);
    else for (const pair of pairs(characters)) tokens.add(pair);
  }
  return [...tokens];
}

/** @param {string[]} characters */
function pairs(characters) {
  return characters.slice(1).map((character, at) => characters[at] + character);
}
