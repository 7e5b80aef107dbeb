/** The calculator's page: form → inputs → `policyCalculator` → result, and round again with missing values and other readings. */
import { assumptions, eachEpisode, foot, head, unused, valuesUsed, whoPays } from "../calculator/result.js";
import { Form } from "../calculator/form.js";
import { MissingValues } from "../calculator/missing.js";
import { given } from "../calculator/given.js";
import { OwnValues } from "../calculator/own.js";
import { Problems } from "../calculator/problems.js";
import { switches, tellDifferences } from "../calculator/readings.js";
import { nextSteps } from "../calculator/next.js";
import { asSpreadsheet, sections } from "../calculator/sheet.js";
import { valuesFile } from "../calculator/table.js";
import { tellFolded } from "../calculator/told.js";
import { working } from "../calculator/working.js";
import { el, fill } from "../shared/dom.js";
import { dateWords, pageWords } from "../shared/words.js";

const words = pageWords();
const language = words.lang.startsWith("zh") ? "zh" : "en";
const { schema, cases, keys } = JSON.parse(document.querySelector("script.page-data")?.textContent || "{}");
const element = /** @type {HTMLFormElement} */ (document.querySelector("form.ask"));
const place = /** @type {HTMLElement} */ (document.querySelector("section.result"));
const engine = /** @type {HTMLElement} */ (element.querySelector(".engine"));
const name = element.dataset.calculator || "";
const up = element.dataset.up || "";

const form = new Form(element, schema.fields, words);
const own = new OwnValues(element.querySelector(".own"), form, schema, keys, words);
tellFolded(form, words);
const problems = new Problems(form, own.concepts, words);
/** @type {Record<string, string>} */
let readings = {};
let asked = 0;
/** @type {string[]} addresses of the files that the result offers */
const files = [];

/** @returns {Promise<any>} the calculator, once its script has run */
function calculator() {
  const there = () => /** @type {any} */ (window).policyCalculator;
  if (there()) return Promise.resolve(there());
  const script = document.querySelector('script[src$="policy-calculator.js"]');
  return new Promise((resolve, reject) => {
    const lost = () => reject(new Error(words.say("engine.missing")));
    if (!script) return lost();
    script.addEventListener("load", () => (there() ? resolve(there()) : lost()));
    script.addEventListener("error", lost);
  });
}

const file = /** @type {HTMLElement | null} */ (element.querySelector(".table-file"));
if (file) valuesFile(file, own, calculator, words);

/** Everything the calculator is asked, with local values and readings chosen in the result. */
function inputs() {
  const given = form.read();
  const values = own.values();
  if (Object.keys(values).length) given.values = values;
  if (Object.keys(readings).length) given.readings = readings;
  return given;
}

/**
 * @param {boolean} byForm whether the reader pressed the form's own button
 * @param {string} [reading] the reading that was switched: then the reader stays there and is told the answer
 */
async function calculate(byForm, reading) {
  asked += 1;
  const mine = asked;
  problems.forgive();
  fill(engine, words.say("engine.working"));
  const request = inputs();
  try {
    const core = await calculator();
    const text = await core.runText(name, request);
    const told = await core.explain(JSON.parse(text), language);
    if (mine !== asked) return; // asked again meanwhile
    const stay = reading && switchOf(reading);
    const height = stay ? stay.getBoundingClientRect().top : 0;
    show(told, request, text, reading);
    fill(engine, "");
    const now = reading && switchOf(reading);
    if (now) {
      now.focus({ preventScroll: true });
      scrollBy(0, now.getBoundingClientRect().top - height);
      fill(/** @type {Element} */ (document.querySelector(".announce")), told.answer);
    } else {
      const heading = /** @type {HTMLElement} */ (place.querySelector("h2"));
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "start" });
    }
    if (told.readings.length) {
      const compared = await core.compare(name, request).catch(() => null); // the result stands without it
      const names = new Map(told.sections.flatMap((/** @type {any} */ one) => one.results.map((/** @type {any} */ each) => [each.id, each.name])));
      if (mine === asked) tellDifferences(place, compared, amountOf(told, JSON.parse(text)), names, words);
    }
  } catch (error) {
    if (mine !== asked) return;
    fill(engine, "");
    fail(/** @type {any} */ (error), byForm);
  }
}

/** @param {string} reading @returns {HTMLElement | null} the option of a reading that is chosen now */
function switchOf(reading) {
  return place.querySelector(`[data-reading="${CSS.escape(reading)}"] input:checked`);
}

/** The id among the results of what the person pays in all: the last payer, over the whole time asked; none without payers. */
function amountOf(/** @type {any} */ told, /** @type {any} */ result) {
  if (!told.payers.length) return null;
  const patient = told.payers[told.payers.length - 1].id;
  const episodes = new Set(told.episodes.map((/** @type {any} */ one) => `${one.id}.${patient}`));
  return result.results.map((/** @type {any} */ one) => one.id).find((/** @type {string} */ id) => id.endsWith(`.${patient}`) && !episodes.has(id));
}

/** @param {Error & {problems?: any[], detail?: string}} error @param {boolean} byForm */
function fail(error, byForm) {
  if (byForm) place.setAttribute("hidden", "");
  if (error.problems) return problems.show(error.problems);
  return problems.summary(el("h3", {}, words.say("engine.failed")), el("p", {}, error.message), ...(error.detail ? [el("p", { class: "help" }, error.detail)] : []));
}

/**
 * @param {any} told what `explain` says
 * @param {any} request
 * @param {string} text the result as the command line prints it
 * @param {string} [switched] the reading that was switched
 */
function show(told, request, text, switched) {
  // Invented figures may be chosen and yet not be used, where documents or slips say everything.
  const invented = told.values.some((/** @type {any} */ value) => value.whose === "example");
  const where = field("place")?.choices.find((/** @type {any} */ one) => one.id === request.place);
  const as = words.say("result.asked", { place: where ? where[language] : request.place, date: dateWords(request.date, words.lang) });
  const concepts = Object.fromEntries((field("values")?.concepts || []).map((/** @type {any} */ one) => [one.id, one]));
  const missing = told.missing.length > 0 && new MissingValues(told.missing, concepts, words, (answers) => {
    own.take(answers);
    calculate(false);
  }, (path) => problems.goTo(path), up);
  const doubts = told.readings.length > 0 && switches(told.readings, up, words, (reading, option) => {
    readings = { ...readings, [reading]: option };
    calculate(false, reading);
  }, switched);
  fill(
    place,
    ...head(told, as, invented, up, words),
    whoPays(told, words),
    sections(told, words),
    nextSteps(told, element.dataset.for === "office", up, words),
    given(schema.fields, request, words),
    missing && missing.element,
    eachEpisode(told, words),
    working(told, up, words),
    valuesUsed(told, up, words),
    unused(told),
    doubts,
    assumptions(told, up, words),
    ...foot(told, words),
    actions(told, text),
  );
  place.removeAttribute("hidden");
}

/** @param {string} wanted @returns {any} a field of the schema */
function field(wanted) {
  return schema.fields.find((/** @type {any} */ one) => one.kind === wanted);
}

/** The page that prepares a report about this result. @param {string} text */
function reportOf(text) {
  const { rulebook, inputs, package: program } = JSON.parse(text).receipt;
  const receipt = [rulebook.slice(0, 12), inputs.slice(0, 12), program].join("; ");
  return `${up}report.html?${new URLSearchParams({ of: name, from: `calculators/${name}.html`, receipt })}`;
}

/** @param {any} told @param {string} text */
function actions(told, text) {
  for (const old of files.splice(0)) URL.revokeObjectURL(old);
  const address = (/** @type {Blob} */ blob) => {
    files.push(URL.createObjectURL(blob));
    return files[files.length - 1];
  };
  const file = address(new Blob([text], { type: "application/json" }));
  const table = asSpreadsheet(told, words);
  const back = () => {
    element.scrollIntoView();
    /** @type {HTMLElement} */ (element.querySelector("h2")).focus({ preventScroll: true }); // from there Tab leads through the answers
  };
  return el(
    "p",
    { class: "actions screen-only" },
    el("button", { type: "button", class: "quiet", onclick: () => print() }, words.say("result.print")),
    table && el("a", { class: "button", href: address(table), download: `${name}-${asked}.csv` }, words.say("result.spreadsheet")),
    el("a", { class: "button", href: file, download: `${name}-${asked}.json` }, words.say("result.download")),
    el("button", { type: "button", class: "quiet", onclick: back }, words.say("result.change")),
    el("a", { class: "report", href: reportOf(text) }, words.say("result.report")),
  );
}

element.addEventListener("submit", (event) => {
  event.preventDefault();
  readings = {};
  calculate(true);
});

for (const button of document.querySelectorAll("button[data-case]")) {
  button.addEventListener("click", () => {
    const chosen = cases[Number(/** @type {HTMLElement} */ (button).dataset.case)];
    problems.forgive();
    form.write(chosen);
    own.put(chosen.values || {});
    fill(engine, words.say("form.filled"));
    const submit = /** @type {HTMLElement} */ (element.querySelector("button[type=submit]"));
    submit.focus({ preventScroll: true });
    submit.scrollIntoView({ block: "center" });
  });
}

// A printed page shows the whole working, folded or not; the screen is then as it was.
/** @type {Element[]} */
const unfolded = [];
addEventListener("beforeprint", () => {
  unfolded.push(...place.querySelectorAll("details:not([open])"));
  for (const box of unfolded) box.setAttribute("open", "");
});
addEventListener("afterprint", () => {
  for (const box of unfolded.splice(0)) box.removeAttribute("open");
});

calculator()
  .then((core) => core.ready)
  .then(() => fill(engine, words.say("engine.ready")))
  .catch((error) => fill(engine, error.message));
