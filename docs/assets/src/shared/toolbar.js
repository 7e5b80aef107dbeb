/** One tab stop for a row of small helps: the arrow keys lead along it, so that a long page is not a thousand steps by Tab. */

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * @param {HTMLElement} place the row
 * @param {Element | null} heading what it belongs to
 * @param {number} turn makes the heading's id its own
 */
export function toolbar(place, heading, turn) {
  const items = () => [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("a[href], button"))];
  const [first, ...others] = items();
  if (!others.length) return;
  place.setAttribute("role", "toolbar");
  if (heading) {
    heading.id ||= `toolbar-${turn}`;
    place.setAttribute("aria-labelledby", heading.id);
  }
  for (const item of others) item.tabIndex = -1;
  let at = first;
  // Also where a finger or a screen reader put the focus.
  place.addEventListener("focusin", (event) => {
    at.tabIndex = -1;
    at = /** @type {HTMLElement} */ (event.target);
    at.tabIndex = 0;
  });
  place.addEventListener("keydown", (event) => {
    const all = items();
    const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
    const next = event.key === "Home" ? all[0] : event.key === "End" ? all[all.length - 1] : step && all[(all.indexOf(at) + step + all.length) % all.length];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
