/** What can go wrong, as errors whose message is a sentence for the reader in the language of the page. */
import words from "./words.json";

/** @returns {"zh" | "en"} the language of this page */
export function language() {
  return document.documentElement.lang.toLowerCase().startsWith("en") ? "en" : "zh";
}

/** The calculator itself cannot work, whatever the inputs. */
export class EngineError extends Error {
  /**
   * @param {"too_old" | "not_loaded" | "not_started" | "failed"} kind
   * @param {unknown} [cause] what happened, in technical words
   */
  constructor(kind, cause) {
    super(words[kind][language()]);
    this.name = "EngineError";
    this.kind = kind;
    /** The message in both languages. */
    this.words = words[kind];
    /** Technical words for a maintainer; shown small, or not at all. */
    this.detail = cause === undefined ? "" : String((cause && cause.message) || cause);
  }
}

/** The calculator works, but these inputs cannot be calculated with. */
export class InputError extends Error {
  /** @param {{field: string, zh: string, en: string}[]} problems one sentence a field, in both languages */
  constructor(problems) {
    super([words.wrong_inputs[language()], ...problems.map((problem) => problem[language()])].join("\n"));
    this.name = "InputError";
    this.words = words.wrong_inputs;
    this.problems = problems;
  }
}
