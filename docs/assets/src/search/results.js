/** The page of results: search.html?q=…, a plain list that one can link to, print and step back to. */
import { el, fill, fresh } from "../shared/dom.js";
import { field } from "./field.js";
import { grouped, shown } from "./hits.js";

const MOST_OF_A_KIND = 40;

export class ResultsPage {
  /**
   * @param {HTMLElement} place of the box
   * @param {HTMLElement} results
   * @param {import("./box.js").Surroundings} surroundings
   */
  constructor(place, results, surroundings) {
    this.place = place;
    this.results = results;
    this.all = surroundings;
    const { say } = surroundings;
    const id = fresh("search");
    this.input = field(id, say("placeholder"), (question) => this.ask(question));
    this.status = el("p", { class: "search__count", role: "status" });
    place.setAttribute("role", "search");
    place.setAttribute("aria-label", say("label"));
    place.append(el("label", { class: "announce", for: id }, say("label")), this.input);
    results.before(this.status);
    this.asked = 0;
    this.read();
    addEventListener("popstate", () => this.read());
  }

  open() {
    this.input.focus();
    this.input.select();
  }

  /** Ask what the address says. */
  read() {
    this.input.value = new URLSearchParams(location.search).get("q") || "";
    this.ask(this.input.value.trim());
  }

  /** @param {string} question */
  async ask(question) {
    const { engine, say } = this.all;
    this.asked += 1;
    const mine = this.asked;
    this.remember(question);
    if (!question) {
      fill(this.results);
      fill(this.status, say("hint"));
      return;
    }
    try {
      if (!this.results.hasChildNodes()) fill(this.status, say("loading"));
      const found = (await engine()).search(question);
      if (mine === this.asked) this.answer(question, found);
    } catch {
      if (mine === this.asked) fill(this.status, say("failed"));
    }
  }

  /** @param {string} question put into the address, so that the page can be linked to; the language link takes it along */
  remember(question) {
    const search = question ? `?${new URLSearchParams({ q: question })}` : "";
    if (location.search !== search) {
      const address = new URL(location.href);
      address.search = search;
      try {
        history.replaceState(null, "", address.href);
      } catch {
        // Some browsers keep the address of a local file as it is.
      }
    }
    const other = /** @type {HTMLAnchorElement | null} */ (document.querySelector('a[data-tool="language"]'));
    if (other) other.search = search;
  }

  /** @param {string} question @param {import("./engine.js").Found} found */
  answer(question, { hits, needles }) {
    const { say, lang, site } = this.all;
    const groups = grouped(hits, MOST_OF_A_KIND);
    const listed = groups.reduce((sum, group) => sum + group.hits.length, 0);
    const key = !hits.length ? "nothing" : hits.length === 1 ? "one" : listed < hits.length ? "shown" : "many";
    fill(this.status, say(key, { query: question, count: hits.length, shown: listed }));
    const headings = groups.map(({ kind }) => el("h2", { id: `found-${kind}`, tabindex: "-1" }, say(`kinds.${kind}`)));
    fill(
      this.results,
      groups.length > 1 && jumps(groups, headings, say),
      ...groups.map(({ hits: members }, turn) => {
        const rows = members.map(({ record }) =>
          el("li", {}, el("a", { class: "hit", href: new URL(record.at, site).href }, shown(record, needles, lang))),
        );
        return el("section", {}, headings[turn], el("ul", { class: "plain-list" }, rows));
      }),
    );
  }
}

/**
 * The ways to each kind of results: a calculator would else stand under dozens of provisions.
 * @param {{kind: string, hits: any[]}[]} groups @param {HTMLElement[]} headings @param {import("./box.js").Surroundings["say"]} say
 */
function jumps(groups, headings, say) {
  const links = groups.map(({ kind, hits }, turn) => {
    const go = (/** @type {Event} */ event) => {
      event.preventDefault(); // the address is the question's
      headings[turn].focus({ preventScroll: true });
      headings[turn].scrollIntoView({ block: "start" });
    };
    return el("li", {}, el("a", { href: `#${headings[turn].id}`, onclick: go }, say("jump", { kind: say(`kinds.${kind}`), count: hits.length })));
  });
  return el("nav", { class: "search__kinds", "aria-label": say("kinds_found") }, el("ul", {}, links));
}
