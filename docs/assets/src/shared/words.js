/** The words of a page, from the script block that its template wrote. */

/**
 * @typedef {object} PageWords
 * @property {string} lang the tag of the page's language
 * @property {(key: string, values?: Record<string, string | number>) => string} say a label with its {placeholders} filled in
 */

/** @returns {PageWords} */
export function pageWords() {
  const block = document.querySelector("script.page-words");
  const { lang, words } = JSON.parse(block ? block.textContent || "{}" : '{"lang":"zh-CN","words":{}}');
  return {
    lang,
    say(key, values = {}) {
      const text = words[key];
      if (text === undefined) throw new Error(`no words "${key}" on this page`);
      return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
    },
  };
}

/**
 * An ISO date as people write it.
 * @param {string} iso
 * @param {string} lang
 */
export function dateWords(iso, lang) {
  const [year, month, day] = iso.split("-").map(Number);
  const locale = lang.startsWith("zh") ? "zh-CN" : "en-GB";
  const options = /** @type {const} */ ({ dateStyle: "long", timeZone: "UTC" });
  return new Intl.DateTimeFormat(locale, options).format(new Date(Date.UTC(year, month - 1, day)));
}

/** The reader's own today as an ISO date. */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
