/**
 * `window.policyCalculator`: the Python core, as pages use it. Starts loading as soon as this script runs, so pages
 * with a calculator have it in their head.
 *
 *     const result = await policyCalculator.run("reimbursement", inputs);
 *
 * Promises reject with an InputError (`problems`: one a field) or an EngineError (`kind`, `detail`); the `message` of
 * both is a sentence for the reader, `words` has it in both languages.
 */
import { Engine } from "./engine.js";
import { InputError, language } from "./problems.js";

const engine = new Engine();

/** Ask Python; what it could not do because of the inputs is an InputError. */
async function ask(request) {
  const answer = JSON.parse(await engine.ask(request));
  if (answer.problems) throw new InputError(answer.problems);
  return answer.ok;
}

/** A result may be handed on as the text it came as, or as the object made of it. */
function asObject(result) {
  return typeof result === "string" ? JSON.parse(result) : result;
}

const runText = (name, inputs) => ask({ do: "run", name, inputs });

window.policyCalculator = Object.freeze({
  /** Resolves when the engine can calculate. @type {Promise<void>} */
  ready: engine.ready,

  /** @returns {Promise<{name: string}[]>} the calculators there are */
  list: () => ask({ do: "list" }),

  /** @returns {Promise<object>} the fields of a calculator's inputs, with words in both languages */
  schema: (name) => ask({ do: "schema", name }),

  /** @returns {Promise<object>} the result */
  run: async (name, inputs) => JSON.parse(await runText(name, inputs)),

  /** @returns {Promise<string>} the result to the byte as the command line prints it */
  runText,

  /** @returns {Promise<object>} the values of a filled-in table, as `inputs.values`; @param {string} text the table as CSV */
  table: (text) => ask({ do: "table", text }),

  /** @returns {Promise<object>} a result in words; @param {object | string} result */
  explain: (result, lang = language()) => ask({ do: "explain", result: asObject(result), lang }),

  /** @returns {Promise<object>} the result under each reading that matters */
  compare: (name, inputs) => ask({ do: "compare", name, inputs }),
});
