/** What to do next: first what the person asked about must do, then, folded where there is much of it, what offices must. */
import { el } from "../shared/dom.js";
import { dateWords } from "../shared/words.js";
import { citations } from "./cites.js";

/** @typedef {import("../shared/words.js").PageWords} PageWords */

const MANY = 3; // duties of offices that may stand there unfolded

/**
 * @param {any} told
 * @param {boolean} forOffices whether the calculator is for offices: their duties are the reader's own
 * @param {string} up
 * @param {PageWords} words
 */
export function nextSteps(told, forOffices, up, words) {
  const own = told.next_steps.filter((/** @type {any} */ duty) => duty.person);
  const offices = told.next_steps.filter((/** @type {any} */ duty) => !duty.person);
  if (!told.next_steps.length) return null;
  const list = (/** @type {any[]} */ duties) => el("ul", {}, duties.map((duty) => item(duty, up, words)));
  const folded = offices.length > MANY || (!forOffices && own.length > 0);
  return el(
    "section",
    { class: "result__part next-steps" },
    el("h3", {}, words.say(own.length || forOffices ? "result.next" : "result.next_offices")),
    own.length > 0 && list(own),
    offices.length > 0 &&
      (folded ? el("details", { class: "more" }, el("summary", {}, words.say("result.next_others", { count: offices.length })), list(offices)) : list(offices)),
  );
}

/** Who must do what, by when, under which clause. @param {any} duty @param {string} up @param {PageWords} words */
function item(duty, up, words) {
  const when = [duty.by && words.say("result.next_by", { date: dateWords(duty.by, words.lang) }), duty.within, duty.every].filter(Boolean);
  return el(
    "li",
    {},
    el("span", { class: "label" }, words.say("result.next_who", { who: duty.who })),
    duty.must,
    when.length > 0 && el("span", { class: "keys" }, ` ${when.join(words.say("form.comma"))}`),
    citations(duty.cites, up),
  );
}
