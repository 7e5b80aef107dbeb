/** The results of a sheet: a line for each result of a section; many sections of one kind (people, say), a line for each section. */
import { el, fill } from "../shared/dom.js";
import { roomy } from "../shared/room.js";

/** @typedef {import("../shared/words.js").PageWords} PageWords */

const SEVERAL = 4; // from so many sections of one kind on, each is a line
const AT_ONCE = 50; // lines drawn at a time: a list of thousands must not hold the page up
const LONG = 160; // characters of one result that stand there unfolded

/** @param {any} told @param {PageWords} words */
export function sections(told, words) {
  if (!told.sections.length) return null;
  const all = told.sections.filter((/** @type {any} */ one, /** @type {number} */ turn) => !repeats(one, told.sections[turn - 1]));
  const only = all.length === 1;
  const parts = runs(all).map((run) => (run.several ? table(run.sections, words) : lines(run.sections, only, words)));
  return el("section", { class: "result__part result__part--sheet" }, parts);
}

/**
 * Whether a part says the same, figure for figure, as the whole before it: of a path with a single bill, that bill.
 * @param {any} part @param {any} whole the section before; none before the first
 */
function repeats(part, whole) {
  if (!whole || part.kind === whole.kind || part.results.length !== whole.results.length) return false;
  const said = (/** @type {any} */ one) => JSON.stringify([one.name, one.value, one.about, one.between, one.among, one.why]);
  return part.results.every((/** @type {any} */ one, /** @type {number} */ turn) => said(one) === said(whole.results[turn]));
}

/**
 * Sections that follow each other, apart by whether there are several of their kind.
 * @param {any[]} all
 * @returns {{several: boolean, sections: any[]}[]}
 */
function runs(all) {
  /** @type {{several: boolean, sections: any[]}[]} */
  const found = [];
  for (let from = 0; from < all.length; ) {
    let to = from + 1;
    while (to < all.length && all[to].kind === all[from].kind) to += 1;
    const several = to - from >= SEVERAL;
    const last = found[found.length - 1];
    if (last && !several && !last.several) last.sections.push(...all.slice(from, to));
    else found.push({ several, sections: all.slice(from, to) });
    from = to;
  }
  return found;
}

/** @param {any[]} few @param {boolean} only whether these are the whole result @param {PageWords} words */
function lines(few, only, words) {
  const bodies = few.map((section) =>
    el(
      "tbody",
      {},
      !only && el("tr", {}, el("th", { scope: "rowgroup", colspan: "2", class: "sheet__section" }, section.name)),
      section.results.map((/** @type {any} */ one) =>
        el("tr", { class: one.value === null ? "open" : "" }, el("th", { scope: "row" }, one.name), el("td", {}, found(one, words))),
      ),
    ),
  );
  const title = only ? words.say("result.found") : few[0].name; // two frames of one result must not be called alike
  return framed(title, el("table", { class: "sheet" }, el("caption", { class: "unseen" }, title), bodies));
}

/** A line for each section, a column for each of their results. @param {any[]} many @param {PageWords} words */
function table(many, words) {
  const id = (/** @type {any} */ one) => one.id.slice(one.id.lastIndexOf(".") + 1);
  const columns = new Map(many.flatMap((section) => section.results.map((/** @type {any} */ one) => [id(one), one.name])));
  const body = el("tbody");
  const more = el("p", { class: "more-lines" });
  const draw = () => {
    const from = body.children.length;
    for (const section of many.slice(from, from + AT_ONCE)) {
      const results = new Map(section.results.map((/** @type {any} */ one) => [id(one), one]));
      const cells = [...columns.keys()].map((column) => el("td", {}, results.has(column) ? found(results.get(column), words) : ""));
      body.append(el("tr", {}, el("th", { scope: "row" }, section.name), cells));
    }
    const left = many.length - body.children.length;
    fill(
      more,
      left > 0 && words.say("result.lines_left", { shown: body.children.length, all: many.length }),
      " ",
      left > 0 && el("button", { type: "button", class: "quiet screen-only", onclick: draw }, words.say("result.more_lines")),
    );
  };
  draw();
  const title = words.say("result.one_by_one");
  const head = [...columns.values()].map((name) => el("th", { scope: "col" }, name));
  const grid = el("table", { class: "sheet sheet--grid" }, el("caption", {}, title), el("thead", {}, el("tr", {}, el("td", {}), head)), body);
  const parts = [framed(title, grid), more];
  return roomy() ? el("div", {}, parts) : el("details", { class: "more" }, el("summary", {}, words.say("result.count", { title, count: many.length })), parts);
}

/** @param {string} name @param {HTMLElement} grid */
function framed(name, grid) {
  return el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": name }, grid);
}

/** A result: its value, else what it lies between or among, and why there is none. @param {any} one @param {PageWords} words */
function found(one, words) {
  const about = one.about && `${one.about} `;
  if (one.value !== null) return [about, value(one.value)];
  const look = one.why && !one.between && !one.among ? "missing" : "open";
  return [about, el("span", { class: `sheet__value sheet__value--${look}` }, open(one, words))];
}

/** What is known of a result without a value. @param {any} one @param {PageWords} words */
function open(one, words) {
  const span = one.between && words.say("result.between", { low: one.between[0], high: one.between[1] });
  const among = one.among && one.among.join(words.say("result.or"));
  return [span, among, one.or_none, one.why].filter(Boolean).join(words.say("form.comma"));
}

/** A value; of a long list its beginning, the rest folded. @param {string} text */
function value(text) {
  if (text.length <= LONG) return el("span", { class: "sheet__value" }, text);
  return el("details", { class: "more" }, el("summary", {}, `${text.slice(0, LONG / 2)}…`), el("span", { class: "sheet__value" }, text));
}

/**
 * All results as a table for a spreadsheet, whatever the page shows of them.
 * @param {any} told @param {PageWords} words
 * @returns {Blob | null} none where there are no sections
 */
export function asSpreadsheet(told, words) {
  if (!told.sections.length) return null;
  const rows = [["part", "item", "outcome"].map((key) => words.say(`result.${key}`))];
  for (const section of told.sections) for (const one of section.results) rows.push([section.name, one.name, [one.about, one.value ?? open(one, words)].filter(Boolean).join(" ")]);
  const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
  return new Blob(["\uFEFF", text, "\r\n"], { type: "text/csv" }); // the mark by which spreadsheets know UTF-8
}

/** Never a formula: a name on a list may begin like one. @param {string} text */
function cell(text) {
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
