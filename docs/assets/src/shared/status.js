/** How a document stands today: only the reader's own clock may say, for a zip is opened years after it was made. */
import { dateWords, today } from "./words.js";

/**
 * @param {{from?: string, until?: string, nature?: string}} document half-open interval of ISO dates
 * @param {string} on an ISO date
 * @returns {"report" | "not_yet" | "passed" | "since" | null}
 */
export function standing({ from, until, nature }, on) {
  if (nature === "report") return "report";
  if (until && on >= until) return "passed";
  if (!from) return null;
  return on < from ? "not_yet" : "since";
}

/** The last day of an interval that ends before a day. @param {string} until an ISO date */
function dayBefore(until) {
  const day = new Date(`${until}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/**
 * Put today's standing into every status line of the page.
 * @param {(key: string, values?: Record<string, string>) => string} say words under "status"
 * @param {string} lang
 */
export function tellStatus(say, lang) {
  const on = today();
  for (const line of document.querySelectorAll("p.status")) {
    const { from, until, nature, fromHow } = /** @type {HTMLElement} */ (line).dataset;
    const state = standing({ from, until, nature }, on);
    const place = line.querySelector(".status__today");
    if (!state || !place) continue;
    const values = {
      today: dateWords(on, lang),
      from: from ? dateWords(from, lang) : "",
      last: until ? dateWords(dayBefore(until), lang) : "",
      year: (from || "").slice(0, 4),
    };
    const key = state === "since" && fromHow === "not_stated" ? "since_assumed" : state;
    place.textContent = (state === "report" ? "" : say("today", values)) + say(key, values);
    place.removeAttribute("hidden");
    line.setAttribute("data-state", state);
  }
}
