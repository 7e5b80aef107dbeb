/** The input of a search box: it asks once the reader pauses, and not in the middle of a word being composed. */
import { el } from "../shared/dom.js";

const PAUSE = 120; // milliseconds

/**
 * @param {string} id
 * @param {string} placeholder
 * @param {(question: string) => void} ask
 * @returns {HTMLInputElement}
 */
export function field(id, placeholder, ask) {
  const input = /** @type {HTMLInputElement} */ (
    el("input", {
      type: "search",
      id,
      class: "search__input",
      placeholder,
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
      enterkeyhint: "search",
    })
  );
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => ask(input.value.trim()), PAUSE);
  };
  input.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) soon();
  });
  input.addEventListener("compositionend", soon);
  return input;
}
