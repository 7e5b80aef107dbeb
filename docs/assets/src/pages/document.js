/** Pages with documents: how each stands today, which days have passed, what words mean, what is folded, and the buttons that copy. */
import { finds } from "../reference/finder.js";
import { copy } from "../shared/copy.js";
import { reveals } from "../shared/reveal.js";
import { tellStatus } from "../shared/status.js";
import { meanings } from "../shared/terms.js";
import { toolbar } from "../shared/toolbar.js";
import { pageWords, today } from "../shared/words.js";

const words = pageWords();

/** @param {HTMLButtonElement} button */
function copies(button) {
  const label = button.textContent || "";
  button.addEventListener("click", async () => {
    const address = `${location.href.split("#")[0]}#${button.dataset.anchor}`;
    // A citation goes to other people, whom the path of a folder on this computer leads nowhere and does not concern.
    const shown = location.protocol === "file:" ? address.replace(/^.*\/(?=(?:zh|en)\/documents\/)/, "") : address;
    const text = button.dataset.copy === "link" ? address : `${button.dataset.citation} ${shown}`;
    const said = words.say((await copy(text)) ? "copy.done" : "copy.failed");
    button.textContent = said;
    const live = document.querySelector(".announce[role=status]");
    if (live) live.textContent = said;
    setTimeout(() => {
      button.textContent = label;
      if (live) live.textContent = "";
    }, 2500);
  });
}

tellStatus((key, values) => words.say(`status.${key}`, values), words.lang);

meanings(words.say("term.more"));

const on = today();
for (const day of document.querySelectorAll("[data-due]")) {
  const place = day.querySelector(".day__passed");
  if (!place || on <= (/** @type {HTMLElement} */ (day).dataset.due || "")) continue;
  place.textContent = words.say("due_passed");
  place.removeAttribute("hidden");
}

for (const button of document.querySelectorAll("button[data-copy]")) copies(/** @type {HTMLButtonElement} */ (button));
for (const group of document.querySelectorAll(".copy")) group.removeAttribute("hidden");
document.querySelectorAll(".provision__foot").forEach((foot, turn) => {
  toolbar(/** @type {HTMLElement} */ (foot), foot.closest(".provision")?.querySelector("h3") || null, turn);
});

reveals();
finds();
