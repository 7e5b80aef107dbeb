/** What a reader chose for all pages. On file:// all folders share one store, so keys carry a prefix. */
const PREFIX = "policy-explorer:";

/** @param {string} name @returns {string | null} what was remembered, if the browser lets us remember */
export function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A browser that keeps nothing still shows the choice on this page.
  }
}
