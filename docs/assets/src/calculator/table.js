/** A file of local values: loaded into the form from the table that an office filled in, and saved for the next time. */
import { el, fill } from "../shared/dom.js";

/**
 * @param {HTMLElement} place
 * @param {import("./own.js").OwnValues} own
 * @param {() => Promise<any>} calculator
 * @param {import("../shared/words.js").PageWords} words
 */
export function valuesFile(place, own, calculator, words) {
  const input = /** @type {HTMLInputElement} */ (place.querySelector("input[type=file]"));
  const said = /** @type {HTMLElement} */ (place.querySelector(".table-file__said"));
  const save = /** @type {HTMLButtonElement} */ (place.querySelector("button"));
  input.addEventListener("change", async () => {
    const file = input.files && input.files[0];
    if (!file) return;
    fill(said, words.say("table.reading"));
    try {
      const values = await read(await file.arrayBuffer(), calculator, words);
      own.put({ ...own.values(), ...values });
      fill(said, words.say("table.taken", { count: count(values) }));
    } catch (error) {
      fill(said, ...complaint(/** @type {any} */ (error), words));
    }
    input.value = ""; // the same file may be chosen again once it is mended
  });
  save.addEventListener("click", () => {
    const text = JSON.stringify({ values: own.values() }, null, 2);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    el("a", { href: address, download: "local-values.json" }).click();
    URL.revokeObjectURL(address);
  });
}

/**
 * @param {ArrayBuffer} content
 * @param {() => Promise<any>} calculator
 * @param {import("../shared/words.js").PageWords} words
 * @returns {Promise<Record<string, any>>}
 */
async function read(content, calculator, words) {
  const text = decoded(content);
  if (!text.trimStart().startsWith("{")) return (await calculator()).table(text);
  try {
    const { values } = JSON.parse(text);
    if (values && typeof values === "object" && !Array.isArray(values)) return values;
  } catch {
    // told below
  }
  throw new Error(words.say("table.not_values"));
}

/** Spreadsheets in China save CSV in GB 18030 unless told otherwise. @param {ArrayBuffer} content */
function decoded(content) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return new TextDecoder("gb18030").decode(content);
  }
}

/** @param {Record<string, any>} values */
function count(values) {
  return Object.values(values).reduce((sum, given) => sum + (Array.isArray(given) ? given.length : 1), 0);
}

/**
 * @param {Error & {problems?: {field: string, zh: string, en: string}[]}} error
 * @param {import("../shared/words.js").PageWords} words
 */
function complaint(error, words) {
  const language = words.lang.startsWith("zh") ? "zh" : "en";
  if (!error.problems) return [error.message];
  const lines = error.problems.map((problem) => {
    const line = problem.field.split(".")[1];
    return el("li", {}, line ? words.say("table.line", { line }) : "", problem[language]);
  });
  return [words.say("table.refused"), el("ul", {}, lines)];
}
