/** What is wrong with the answers: said beside each field and in a summary that leads there. */
import { el, fill } from "../shared/dom.js";

/** @typedef {{field: string, zh: string, en: string}} Problem */

const CONTROL = "input:not([type=hidden]), select, textarea";

export class Problems {
  /**
   * @param {import("./form.js").Form} form
   * @param {Map<string, any>} concepts the local values that may be given, by id
   * @param {import("../shared/words.js").PageWords} words
   */
  constructor(form, concepts, words) {
    this.form = form;
    this.concepts = concepts;
    this.words = words;
  }

  /** Take the reader to the question of a field. @param {string} path */
  goTo(path) {
    const place = this.form.find(path);
    if (place) reach(place);
  }

  /** Show problems where they are and in a summary that takes the focus. @param {Problem[]} problems */
  show(problems) {
    this.forgive();
    const lines = problems.map((problem) => this.line(problem));
    const title = lines.length === 1 ? this.words.say("problems.one") : this.words.say("problems.title", { count: lines.length });
    this.summary(el("h3", {}, title), el("ul", {}, lines));
  }

  /** @param {Problem} problem */
  line(problem) {
    const text = problem[this.words.lang.startsWith("zh") ? "zh" : "en"];
    const place = this.form.find(problem.field) || this.local(problem.field);
    const name = [...this.names(problem.field, place), text].join(this.words.say("problems.colon"));
    if (!place) return el("li", {}, name);
    const note = place.matches(".item") ? null : place.querySelector(".problem");
    if (note) {
      fill(note, text);
      note.removeAttribute("hidden");
      controlOf(place).setAttribute("aria-invalid", "true");
    }
    place.classList.add("wrong");
    unfold(place);
    const go = (/** @type {Event} */ event) => {
      event.preventDefault();
      reach(place);
    };
    return el("li", {}, el("a", { href: `#${controlOf(place).id}`, onclick: go }, name));
  }

  /** Where local values are listed, if the field is one of them. @param {string} path @returns {HTMLElement | null} */
  local(path) {
    return path.startsWith("values.") ? this.form.form.querySelector(".own") : null;
  }

  /** What a field is called: the items that it stands in, and its own name. @param {string} path @param {HTMLElement | null} place */
  names(path, place) {
    const concept = [...this.concepts.values()].find((one) => path === `values.${one.id}` || path.startsWith(`values.${one.id}.`) || path.startsWith(`values.${one.id}[`));
    if (concept) return [concept[this.words.lang.startsWith("zh") ? "zh" : "en"]];
    const names = [];
    for (let one = place; one && one !== this.form.form; one = one.parentElement) {
      if (one === place && !one.matches(".item")) names.unshift(titleOf(one, ":scope > :is(legend, label, h3)"));
      else if (one.matches(".item")) names.unshift(titleOf(one, ":scope > .item__title"));
    }
    return names.filter(Boolean);
  }

  /** @param {...Node} children what the summary says; it takes the focus */
  summary(...children) {
    const summary = /** @type {HTMLElement} */ (this.form.form.querySelector(".summary"));
    fill(summary, ...children);
    summary.removeAttribute("hidden");
    summary.focus();
  }

  /** Take all problems away again. */
  forgive() {
    const form = this.form.form;
    form.querySelector(".summary")?.setAttribute("hidden", "");
    for (const wrong of form.querySelectorAll(".wrong")) wrong.classList.remove("wrong");
    for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    for (const note of form.querySelectorAll(".field .problem, .items > .problem")) note.setAttribute("hidden", "");
  }
}

/** @param {HTMLElement} place @param {string} selector */
function titleOf(place, selector) {
  return (place.querySelector(selector)?.firstChild?.textContent || "").trim();
}

/** What takes the focus for a field: its first control, or the button that adds an item. @param {HTMLElement} place @returns {HTMLElement} */
function controlOf(place) {
  return place.querySelector(CONTROL) || place.querySelector("button") || place;
}

/** Open whatever is folded around a place. @param {HTMLElement} place */
function unfold(place) {
  for (let box = place.closest("details"); box; box = box.parentElement?.closest("details") || null) box.setAttribute("open", "");
}

/** @param {HTMLElement} place */
function reach(place) {
  unfold(place);
  const control = controlOf(place);
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: "center" });
}
