/**
 * On every page, run before anything is drawn: the reader's theme and text size; then the buttons that change them, and the
 * language link, which keeps the place on the page.
 */
import { remember, remembered } from "../shared/preferences.js";
import { monthsSince } from "../shared/age.js";

const root = document.documentElement;
root.classList.replace("no-js", "js");

/** @returns {boolean} whether the page is to be dark: as chosen, else as the system is */
function wantsDark() {
  const chosen = remembered("theme");
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** @param {boolean} dark */
function paint(dark) {
  document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
  root.style.colorScheme = dark ? "dark" : "light";
}

/** @param {boolean} large */
function size(large) {
  root.toggleAttribute("data-text", large);
  if (large) root.setAttribute("data-text", "large");
}

/**
 * @param {string} name
 * @param {boolean} on
 * @param {(on: boolean) => void} change
 */
function toggle(name, on, change) {
  const button = document.querySelector(`button[data-tool="${name}"]`);
  if (!button) return;
  button.removeAttribute("hidden");
  button.setAttribute("aria-pressed", String(on));
  button.addEventListener("click", () => {
    const next = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(next));
    change(next);
  });
}

paint(wantsDark());
size(remembered("text") === "large");

// Paper shows what the screen folds away; afterwards the screen is as the reader left it.
/** @type {Element[]} */
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details.fold:not([open])")];
  for (const part of folded) part.setAttribute("open", "");
});
addEventListener("afterprint", () => {
  for (const part of folded) part.removeAttribute("open");
});

document.addEventListener("DOMContentLoaded", () => {
  toggle("text", remembered("text") === "large", (on) => {
    remember("text", on ? "large" : "normal");
    size(on);
  });
  toggle("dark", wantsDark(), (on) => {
    remember("theme", on ? "dark" : "light");
    paint(on);
  });
  for (const found of document.querySelectorAll(".age[data-checked]")) {
    const age = /** @type {HTMLElement} */ (found);
    const months = monthsSince(age.dataset.checked || "", new Date());
    if (months < 1) continue;
    age.textContent = ((months === 1 ? age.dataset.one : age.dataset.many) || "").replace("[months]", String(months));
    age.toggleAttribute("data-old", months >= 12);
  }
  const report = /** @type {HTMLAnchorElement | null} */ (document.querySelector('a[data-tool="report"]'));
  report?.addEventListener("click", () => {
    const [, path] = /\/(?:zh|en)\/([^?#]*)$/.exec(location.pathname) || ["", ""];
    report.search = new URLSearchParams({ from: decodeURIComponent(path) + decodeURIComponent(location.hash) }).toString();
  });
  const language = /** @type {HTMLAnchorElement | null} */ (document.querySelector('a[data-tool="language"]'));
  language?.addEventListener("click", () => {
    remember("language", language.hreflang.startsWith("zh") ? "zh" : "en");
    language.hash = location.hash;
  });
});
