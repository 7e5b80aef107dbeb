/** @returns {boolean} whether the window has room for what a phone shows folded */
export function roomy() {
  return matchMedia("(min-width: 60em)").matches;
}
