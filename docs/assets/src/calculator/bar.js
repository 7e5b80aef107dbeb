/** The one picture of a result: who pays which part of the bill. The table under it says the same in figures. */
import { svg } from "../shared/dom.js";

const WIDTH = 1000; // shares are per mille of the bill
const HEIGHT = 44;

/**
 * @typedef {object} Payer
 * @property {string} id
 * @property {string} name
 * @property {string | null} amount
 * @property {[string, string] | null} between
 * @property {string | null} about said before an amount that is not exact
 * @property {number | null} share per mille
 * @property {string} whose
 */

/** @param {number} share per mille @returns {string} */
export function percent(share) {
  return `${(share / 10).toFixed(1)}%`;
}

/**
 * @param {Payer[]} payers
 * @param {import("../shared/words.js").PageWords} words
 * @returns {SVGElement}
 */
export function bar(payers, words) {
  const parts = [];
  const told = [];
  let from = 0;
  payers.forEach((payer, index) => {
    if (!payer.share) return;
    // The last payer is the patient, whose part must stand out whatever its place in the row.
    const look = index === payers.length - 1 ? "patient" : String(index % 7);
    parts.push(block(from, payer.share, `bar__part bar__part--${look}`));
    told.push(words.say("result.bar_part", { name: payer.name, share: percent(payer.share) }));
    from += payer.share;
  });
  if (from < WIDTH && payers.some((payer) => payer.amount === null)) {
    parts.push(block(from, WIDTH - from, "bar__part bar__part--open"));
    told.push(words.say("result.bar_part", { name: words.say("result.open"), share: percent(WIDTH - from) }));
  }
  const label = words.say("result.bar", { parts: told.join(words.say("result.bar_comma")) });
  return svg(
    "svg",
    { class: "bar", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label },
    hatch(),
    ...parts,
  );
}

/** @param {number} from @param {number} width @param {string} look */
function block(from, width, look) {
  return svg("rect", { x: String(from), y: "0", width: String(width), height: String(HEIGHT), class: look });
}

/** The hatching of what is not settled, so that colour is not what tells it. */
function hatch() {
  const line = svg("path", { d: "M0 12 L12 0", class: "bar__hatch" });
  return svg("defs", {}, svg("pattern", { id: "open", width: "12", height: "12", patternUnits: "userSpaceOnUse" }, line));
}
