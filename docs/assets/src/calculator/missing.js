/** Values that the documents do not state, asked for where the result needs them. */
import { el, fill, fresh } from "../shared/dom.js";
import { amount, percentage } from "./controls.js";
import { citations, mark } from "./cites.js";

/**
 * @typedef {object} Missing
 * @property {string} concept
 * @property {string} name
 * @property {Record<string, string>} keys
 * @property {string} keys_words
 * @property {string} kind
 * @property {string} who_knows
 * @property {{words: string, cites: import("./cites.js").Cite[]} | null} left_to whom a document leaves it to, and where
 * @property {string | null} [field] of the form, for a fact that nobody told
 * @property {boolean} matters
 * @property {boolean} [may_be_none]
 * @property {{id: string, value: any, grade: string, source: string}[]} hints
 */

/**
 * @typedef {object} Answer a literal in the source's form, or a hint taken
 * @property {Missing} of
 * @property {any} [value]
 * @property {string} [hint]
 * @property {string} shown
 */

export class MissingValues {
  /**
   * @param {Missing[]} missing
   * @param {Record<string, {most?: string}>} concepts of the schema, by id
   * @param {import("../shared/words.js").PageWords} words
   * @param {(answers: Answer[]) => void} answer
   * @param {(field: string) => void} goTo the question of the form that a fact answers
   * @param {string} up the way from this page to the root of its language
   */
  constructor(missing, concepts, words, answer, goTo, up) {
    this.goTo = goTo;
    this.up = up;
    this.words = words;
    this.concepts = concepts;
    this.answer = answer;
    /** @type {(() => Answer | null)[]} */
    this.readers = [];
    const needed = missing.filter((one) => one.matters);
    const idle = missing.filter((one) => !one.matters);
    const again = missing.some((one) => !one.field) && el("p", {}, el("button", { type: "submit", class: "primary" }, words.say("missing.again")));
    const others = idle.length > 0 && this.list(idle);
    this.element = el("form", { class: needed.length ? "missing" : "missing missing--idle", novalidate: true, onsubmit: (event) => this.submit(event) });
    if (needed.length) {
      const folded = others && el("details", { class: "missing__idle" }, el("summary", {}, words.say("missing.others")), others);
      fill(this.element, el("h3", {}, words.say("missing.title")), el("p", {}, words.say(lead(needed))), this.list(needed), folded, again);
    } else {
      fill(this.element, el("details", { class: "missing__idle" }, el("summary", {}, words.say("missing.only_others", { count: idle.length })), others, again));
    }
  }

  /** @param {Missing[]} missing */
  list(missing) {
    return el("ul", { class: "missing__list" }, ...missing.map((one) => this.item(one)));
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    const answers = this.readers.map((read) => read()).filter((found) => found !== null);
    this.answer(/** @type {Answer[]} */ (answers));
  }

  /** @param {Missing} one */
  item(one) {
    if (one.field) return this.fact(one, one.field);
    const id = fresh("missing");
    const control = one.kind === "scale" ? this.scale(one, id) : one.kind === "flag" ? this.flag(one, id) : this.single(one, id);
    const many = one.kind === "scale";
    const name = [one.name, one.keys_words && el("span", { class: "keys" }, ` ${one.keys_words}`)];
    return el(
      "li",
      { class: "missing__item", "data-concept": one.concept },
      el(many ? "p" : "label", many ? { id, class: "missing__name" } : { for: id, class: "missing__name" }, ...name),
      this.concepts[one.concept] && mark(one.left_to ? "delegated" : "missing", this.words.say(one.left_to ? "missing.delegated" : "missing.not_stated")),
      one.left_to && el("div", { class: "help" }, el("p", {}, one.left_to.words), citations(one.left_to.cites, this.up)),
      el("p", { class: "help", id: `${id}-help` }, this.words.say("missing.who_knows", { who: one.who_knows })),
      control,
      ...one.hints.map((hint) => this.hint(one, hint)),
    );
  }

  /** A fact that the form above asks for: the way to its question. @param {Missing} one @param {string} field */
  fact(one, field) {
    return el(
      "li",
      { class: "missing__item" },
      el("p", { class: "missing__name" }, one.name, one.keys_words && el("span", { class: "keys" }, ` ${one.keys_words}`)),
      el("p", { class: "help" }, this.words.say("missing.who_knows", { who: one.who_knows })),
      el("p", {}, el("button", { type: "button", class: "quiet", onclick: () => this.goTo(field) }, this.words.say("missing.fill_in"))),
    );
  }

  /** @param {Missing} one @param {string} id */
  single(one, id) {
    const unit = one.kind === "money" ? this.words.say("missing.yuan") : one.kind === "ratio" || one.kind === "increase" ? "%" : "";
    const input = /** @type {HTMLInputElement} */ (
      el("input", {
        class: "control control--short",
        id,
        type: one.kind === "date" ? "date" : "text",
        inputmode: one.kind === "count" ? "numeric" : "decimal",
        autocomplete: "off",
        "aria-describedby": `${id}-help`,
      })
    );
    const none = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
    const unlimited = one.may_be_none ?? this.concepts[one.concept]?.most === "none";
    none.addEventListener("change", () => input.toggleAttribute("disabled", none.checked));
    this.readers.push(() => {
      if (none.checked) return { of: one, value: "none", shown: this.words.say("missing.none") };
      const value = literal(one.kind, input.value);
      return value === "" ? null : { of: one, value, shown: value };
    });
    return el(
      "div",
      { class: "with-unit" },
      input,
      unit && el("span", { class: "unit" }, unit),
      unlimited && el("label", { class: "tick" }, none, " ", el("span", {}, this.words.say("missing.none"))),
    );
  }

  /** A value that is yes or no. @param {Missing} one @param {string} id */
  flag(one, id) {
    const options = ["", "yes", "no"].map((value) => el("option", { value }, value && this.words.say(`missing.${value}`)));
    const select = /** @type {HTMLSelectElement} */ (el("select", { class: "control control--short", id, "aria-describedby": `${id}-help` }, options));
    this.readers.push(() => (select.value ? { of: one, value: select.value, shown: this.words.say(`missing.${select.value}`) } : null));
    return select;
  }

  /** A bracketed table: rows to an upper edge, the last one open. @param {Missing} one @param {string} id */
  scale(one, id) {
    const rows = el("div", { class: "scale-rows" });
    /** @type {{upto: HTMLInputElement, ratio: HTMLInputElement}[]} */
    const inputs = [];
    const draw = () => {
      fill(
        rows,
        ...inputs.map(({ upto, ratio }, index) => {
          const number = String(index + 1);
          const last = index === inputs.length - 1;
          const edge = last
            ? el("p", { class: "scale-rows__last" }, this.words.say(index ? "missing.last" : "missing.all", { number }))
            : el("div", {}, el("label", { for: upto.id }, this.words.say("missing.upto", { number })), upto);
          return el(
            "div",
            { class: "pair" },
            edge,
            el("div", {}, el("label", { for: ratio.id }, this.words.say("missing.ratio", { number })), ratio),
          );
        }),
      );
    };
    const add = () => {
      const made = () => /** @type {HTMLInputElement} */ (el("input", { class: "control control--short", id: fresh("row"), type: "text", inputmode: "decimal", autocomplete: "off" }));
      inputs.push({ upto: made(), ratio: made() });
      draw();
    };
    add();
    this.readers.push(() => {
      if (inputs.every(({ ratio }) => ratio.value.trim() === "")) return null;
      const table = inputs.map(({ upto, ratio }, index) => {
        const edge = index < inputs.length - 1 ? { upto: literal("money", upto.value) } : {};
        return { ...edge, ratio: literal("ratio", ratio.value) };
      });
      return { of: one, value: { rows: table }, shown: table.map((row) => row.ratio).join(" / ") };
    });
    return el(
      "div",
      { class: "scale-input", role: "group", "aria-labelledby": id },
      rows,
      el("button", { type: "button", class: "quiet", onclick: add }, this.words.say("missing.add_row")),
    );
  }

  /** @param {Missing} one @param {Missing["hints"][0]} hint */
  hint(one, hint) {
    const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
    const value = typeof hint.value === "string" ? hint.value : shownScale(hint.value);
    const text = this.words.say("missing.hint", { value, source: hint.source, grade: hint.grade });
    this.readers.push(() => (box.checked ? { of: one, hint: hint.id, shown: value } : null));
    return el("p", { class: "hint whose--hint" }, text, el("label", { class: "tick" }, box, " ", el("span", {}, this.words.say("missing.take"))));
  }
}

/** @param {{rows?: {upto?: string, ratio: string}[]}} scale */
function shownScale(scale) {
  return (scale.rows || []).map((row) => (row.upto ? `≤${row.upto} ${row.ratio}` : row.ratio)).join("; ");
}

/**
 * What was typed, as the literal that the calculator takes: "5000" is "5000元", "70" is "70%".
 * @param {string} kind
 * @param {string} typed
 */
function literal(kind, typed) {
  const text = amount(typed);
  if (text === "") return "";
  if (kind === "money") return `${text}元`;
  if (kind === "ratio" || kind === "increase") return percentage(text);
  return text;
}

/** What to say first: that the form has the questions, that the documents do not state it, or both. @param {Missing[]} needed */
function lead(needed) {
  const facts = needed.filter((one) => one.field).length;
  return facts === needed.length ? "missing.lead_facts" : facts ? "missing.lead_both" : "missing.lead";
}
