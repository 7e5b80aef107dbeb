/** The working: one box for each part, its steps in order, and under them the clauses that they rest on. */
import { el } from "../shared/dom.js";
import { roomy } from "../shared/room.js";
import { citations } from "./cites.js";

/** @typedef {import("../shared/words.js").PageWords} PageWords */

const MANY = 6; // boxes that a phone shows one by one; more of them lie in one fold
const UNFOLDED = 5; // steps of a sheet that may stand open: all of them rest on clauses, and more would bury the answer
const AT_MOST = 60; // boxes drawn; the downloaded result has all

/** @param {any} told @param {string} up @param {PageWords} words */
export function working(told, up, words) {
  if (!told.working.length) return null;
  const parts = told.episodes.length ? told.episodes : told.sections;
  const names = new Map(parts.map((/** @type {any} */ one) => [one.id, one.name]));
  const layers = new Map(told.payers.map((/** @type {any} */ one) => [one.id, one.name]));
  const groups = grouped(told.working, [...names.keys()]);
  const few = told.working.length <= UNFOLDED;
  const boxes = groups.slice(0, AT_MOST).map(({ part, layer, steps }) => {
    const name = layers.get(layer) || steps[0].layer_name;
    const title = [names.size > 1 && names.get(part), name].filter(Boolean).join(" · ");
    // Of a bill, what rests on a clause is what people come for; the ordinary formula stays folded until asked for.
    const open = roomy() && (few || (told.payers.length > 0 && steps.some((step) => step.applied && step.cites.length > 0)));
    return el("details", { class: "working__box", open }, el("summary", {}, title, outcome(steps)), listed(steps, up, words));
  });
  const all = el("button", { type: "button", class: "quiet screen-only" }, words.say("working.open_all"));
  all.addEventListener("click", () => {
    const fold = boxes.every((box) => box.hasAttribute("open"));
    for (const box of boxes) box.toggleAttribute("open", !fold);
    all.textContent = words.say(fold ? "working.open_all" : "working.fold_all");
  });
  const shown = [
    boxes.some((box) => !box.hasAttribute("open")) && el("p", { class: "working__all" }, all),
    ...boxes,
    groups.length > AT_MOST && el("p", {}, words.say("working.left", { shown: AT_MOST, all: groups.length })),
  ];
  const folded = boxes.length > MANY && !roomy();
  return el(
    "section",
    { class: "result__part working" },
    el("h3", {}, words.say("working.title")),
    el("p", {}, words.say("working.lead")),
    folded ? el("details", { class: "more" }, el("summary", {}, words.say("working.count", { count: groups.length })), shown) : shown,
  );
}

/**
 * The steps by part and layer. The core works layer by layer; a reader follows one part at a time.
 * @param {any[]} steps
 * @param {string[]} order of the parts
 * @returns {{part: string, layer: string, steps: any[]}[]}
 */
function grouped(steps, order) {
  /** @type {Map<string, {part: string, layer: string, steps: any[]}>} */
  const groups = new Map();
  for (const step of steps) {
    const part = step.episode ?? step.section;
    const key = `${part} ${step.layer}`;
    const group = groups.get(key);
    if (group) group.steps.push(step);
    else groups.set(key, { part, layer: step.layer, steps: [step] });
  }
  const turns = new Map(order.map((part, turn) => [part, turn]));
  const turn = (/** @type {{part: string}} */ group) => turns.get(group.part) ?? -1;
  return [...groups.values()].sort((one, other) => turn(one) - turn(other));
}

/** What a folded box comes to: the last figure that was found in it. @param {any[]} steps */
function outcome(steps) {
  const last = steps.filter((step) => step.applied && step.value).pop();
  return last && el("span", { class: "working__outcome" }, last.value);
}

/** The steps in order; rules that did not apply are folded. @param {any[]} steps @param {string} up @param {PageWords} words */
function listed(steps, up, words) {
  const idle = steps.filter((step) => !step.applied);
  const applied = steps.filter((step) => step.applied);
  if (!applied.length) return ordered(idle, up, words);
  const folded = idle.length > 0 && el("details", { class: "more" }, el("summary", {}, words.say("working.idle", { count: idle.length })), ordered(idle, up, words));
  return [ordered(applied, up, words), folded];
}

/** What several steps in a row rest on stands once, under the last of these. @param {any[]} steps @param {string} up @param {PageWords} words */
function ordered(steps, up, words) {
  const rests = steps.map((step) => JSON.stringify(step.cites));
  const items = steps.map((step, index) => oneStep(step, rests[index] === rests[index + 1] ? [] : step.cites, up, words));
  return el("ol", { class: "working__steps" }, items);
}

/** @param {any} step @param {any[]} cites @param {string} up @param {PageWords} words */
function oneStep(step, cites, up, words) {
  const line = (/** @type {string} */ key, /** @type {string | null} */ text) =>
    text && el("div", { class: "working__line" }, el("dt", {}, words.say(`working.${key}`)), el("dd", {}, text));
  const title = step.title.startsWith(`${step.layer_name} · `) ? step.title.slice(step.layer_name.length + 3) : step.title;
  // A figure that is only taken over stands in the sentence already.
  const reckoned = step.formula && /[^\p{L}\p{N} ,.%]/u.test(step.formula);
  return el(
    "li",
    { class: step.applied ? "working__step" : "working__step working__step--idle" },
    el("p", { class: "working__title" }, title, !step.applied && el("span", { class: "whose whose--missing" }, words.say("working.not_applied"))),
    el("p", {}, step.sentence),
    reckoned && el("dl", { class: "working__lines" }, line("formula", step.formula), line("numbers", step.numbers), line("value", step.value)),
    citations(cites, up),
  );
}
