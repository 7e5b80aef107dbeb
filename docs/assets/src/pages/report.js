/** The page that prepares a report: what is meant comes with the address, what is wrong from the reader; nothing is sent. */
import { copy } from "../shared/copy.js";
import { fill } from "../shared/dom.js";
import { pageWords } from "../shared/words.js";

const MOST = 300; // characters of what an address may say: more is no id of ours

const words = pageWords();
const asked = new URLSearchParams(location.search);
const form = /** @type {HTMLFormElement} */ (document.querySelector(".report-form"));
const text = /** @type {HTMLTextAreaElement} */ (form.querySelector("#report-text"));
const own = ["wrong", "basis"].map((name) => /** @type {HTMLTextAreaElement} */ (form.querySelector(`#report-${name}`)));

/** @param {string} key @param {string} value */
const line = (key, value) => words.say(key) + words.say("form.colon") + value;
/** @param {string} key @returns {string} */
const given = (key) => (asked.get(key) || "").replace(/\s+/g, " ").slice(0, MOST);

function compose() {
  const facts = ["of", "from", "receipt"].filter((key) => given(key)).map((key) => line(`form.${key}`, given(key)));
  const said = own.map((field) => line(field.id.replace("report-", ""), field.value.trim() || words.say("form.blank")));
  text.value = [
    words.say("form.head"),
    ...facts,
    line("form.version", form.dataset.version || ""),
    line("form.language", words.say("form.language_name")),
    ...said,
  ].join("\n");
  text.rows = text.value.split("\n").length + 1;
}

compose();
form.addEventListener("input", compose);
form.addEventListener("submit", (event) => event.preventDefault());
const actions = /** @type {HTMLElement} */ (form.querySelector(".actions"));
actions.removeAttribute("hidden");
actions.querySelector("button")?.addEventListener("click", async () => {
  const done = await copy(text.value);
  if (!done) text.select();
  fill(/** @type {Element} */ (actions.querySelector("[role=status]")), words.say(done ? "done" : "failed"));
});
