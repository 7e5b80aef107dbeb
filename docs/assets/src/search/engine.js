/** Finds records: MiniSearch over bigrams, with synonyms at half weight and a bonus for what was asked word by word. */
import MiniSearch from "minisearch";
import { fold, isChinese, runs, setSimplified, singular, squeeze, tokensOfQuestion, tokensOfText } from "./text.js";
import { Synonyms } from "./synonyms.js";

/**
 * @typedef {{title: string, text: string}} Side what a record shows in one language
 * @typedef {{kind: string, at: string, zh: Side, en: Side, words: string[]}} SearchRecord
 * @typedef {{shards: string[], records: number, synonyms: [string[], string][], simplified: string}} Head
 * @typedef {{record: SearchRecord, score: number}} Hit
 * @typedef {{hits: Hit[], needles: string[]}} Found `needles`: folded words to mark in what is shown
 */

// Words that ask and say nothing of what is asked for.
const ASKING_ZH =
  /请问|我想知道|为什么|怎么样|怎么办|怎么|怎样|如何|多少|什么时候|什么|哪些|哪里|哪个|能不能|可不可以|是不是|有没有|要不要|是否|可以|吗|呢|啊/g;
const ASKING_EN = new Set(
  "a an and are be by can do does for from have how i if in is it me my of on or the there to what when where which who will with you".split(" "),
);
const LEAST_PREFIX = 3;
const LEAST_FUZZY = 6;
const LEAST_PART = 0.06; // of the best score: what is below shares a syllable, no more
const SAID_OTHERWISE = 0.8; // how far a synonym meets a word of the question

export class Engine {
  /** @param {Head} head @param {SearchRecord[]} records */
  constructor(head, records) {
    setSimplified(head.simplified);
    this.records = records;
    this.synonyms = new Synonyms(head.synonyms);
    this.index = new MiniSearch({
      fields: ["title", "text", "words"],
      tokenize: (text) => tokensOfText(text),
      processTerm: (term) => term,
    });
    /** @type {{titles: string[], names: string[], all: string}[]} */
    this.plain = [];
  }

  /** Read the records in small steps, so that the page goes on listening to the reader. */
  async read() {
    const rows = this.records.map((record, id) => {
      const titles = [record.zh.title, record.en.title].map((title) => squeeze(fold(title)));
      const names = record.words.map((word) => squeeze(fold(word)));
      const text = `${record.zh.text}\n${record.en.text}`;
      this.plain.push({ titles, names, all: [...titles, squeeze(fold(text)), ...names].join("\n") });
      return { id, title: `${record.zh.title}\n${record.en.title}`, text, words: record.words.join("\n") };
    });
    await this.index.addAllAsync(rows, { chunkSize: 40 });
  }

  /** @param {string} question @returns {Found} the best first */
  search(question) {
    const folded = fold(question).trim();
    const said = withoutAsking(folded);
    const expanded = this.synonyms.of(said);
    const asked = tokensOfQuestion(said);
    /** @type {Map<string, number>} */
    const weights = new Map(asked.map((token) => [token, 1]));
    for (const { text, weight } of expanded) {
      for (const token of tokensOfQuestion(text)) weights.set(token, Math.max(weight, weights.get(token) || 0));
    }
    const terms = [...weights.keys()];
    if (!terms.length) return { hits: [], needles: [] };
    const found = this.index.search(terms.join(" "), {
      tokenize: () => terms,
      boost: { title: 2, words: 1.2 },
      boostTerm: (term) => weights.get(term) || 0,
      prefix: (term) => /^[a-z]/.test(term) && term.length >= LEAST_PREFIX,
      fuzzy: (term) => (/^[a-z]+$/.test(term) && term.length >= LEAST_FUZZY ? 0.2 : false),
      weights: { prefix: 0.6, fuzzy: 0.25 },
    });
    const phrases = phrasesOf(said, expanded);
    const others = expanded.map((other) => ({ ...other, squeezed: squeeze(other.text), instead: tokensOfQuestion(other.standsFor) }));
    const hits = found.map(({ id, score, queryTerms }) => {
      const met = new Map(queryTerms.map((term) => [term, 1]));
      for (const { squeezed, instead } of others) {
        if (!this.plain[id].all.includes(squeezed)) continue;
        for (const token of instead) if (!met.has(token)) met.set(token, SAID_OTHERWISE);
      }
      // MiniSearch multiplies by how many terms it met, synonyms too: what counts is how much of the question is met.
      const covered = asked.reduce((sum, token) => sum + (met.get(token) || 0), 0) / asked.length;
      const own = (score / queryTerms.length) * (0.05 + covered ** 3);
      return { record: this.records[id], score: own * this.bonus(id, phrases) };
    });
    hits.sort((one, other) => other.score - one.score);
    const least = hits.length ? hits[0].score * LEAST_PART : 0;
    return { hits: hits.filter((hit) => hit.score >= least), needles: needlesOf(said, asked, expanded) };
  }

  /**
   * More for records that hold the words as they were asked, most for those that are called so.
   * @param {number} id
   * @param {{text: string, weight: number}[]} phrases
   */
  bonus(id, phrases) {
    const { titles, names, all } = this.plain[id];
    let bonus = 1;
    for (const { text, weight } of phrases) {
      const length = Math.min([...text].length, 12) / 12;
      if (all.includes(text)) bonus += weight * (0.3 + length);
      if (titles.includes(text)) bonus += weight * 2;
      else if (names.includes(text)) bonus += weight;
    }
    return bonus;
  }
}

/** @param {string} folded a question */
function withoutAsking(folded) {
  const left = folded.replace(ASKING_ZH, " ");
  const words = runs(left);
  const kept = words.filter((word) => !ASKING_EN.has(word));
  if (!kept.length) return folded;
  return kept.length === words.length ? left.trim() : kept.join(" ");
}

/**
 * The question as a whole, its parts between spaces, and other words for it; without spaces and brackets.
 * @param {string} said
 * @param {import("./synonyms.js").OtherWord[]} expanded
 */
function phrasesOf(said, expanded) {
  const parts = said.split(/[\s,，。;；?？!！、]+/).map(squeeze);
  /** @type {Map<string, number>} */
  const phrases = new Map();
  for (const { text, weight } of expanded) phrases.set(squeeze(text), weight);
  for (const part of parts) if ([...part].length > 1) phrases.set(part, parts.length > 1 ? 0.5 : 1);
  if ([...squeeze(said)].length > 1) phrases.set(squeeze(said), 1);
  return [...phrases].map(([text, weight]) => ({ text, weight }));
}

/**
 * @param {string} said
 * @param {string[]} asked
 * @param {import("./synonyms.js").OtherWord[]} expanded
 */
function needlesOf(said, asked, expanded) {
  const words = runs(said).filter((run) => isChinese(run) || run.length > 1).map(singular);
  return [...new Set([...words, ...asked, ...expanded.map(({ text }) => text)])];
}
