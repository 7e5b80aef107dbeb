/** Folded parts of a page: an address opens the part it leads to, a wide screen opens what it has room for, a button many at once. */
import { roomy } from "./room.js";

/** Open whatever is folded at the place that the page's address names and around it; browsers do so on some ways there only. */
function openAround() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  open(place);
  place.scrollIntoView();
}

/** @param {Element} place opened with all that it lies in; that somebody asked for it decides what is printed */
function open(place) {
  for (let box = place.closest("details"); box; box = box.parentElement && box.parentElement.closest("details")) {
    box.setAttribute("open", "");
    box.setAttribute("data-asked", "");
  }
}

/** @param {Element} box */
function close(box) {
  box.removeAttribute("open");
  box.removeAttribute("data-asked");
}

/** @param {HTMLButtonElement} button one that names with `data-open` what it opens */
function opensAll(button) {
  const labels = [button.textContent || "", button.dataset.labelOpen || ""];
  let wanted = false;
  button.addEventListener("click", () => {
    wanted = !wanted;
    for (const box of document.querySelectorAll(`details${button.dataset.open}`)) {
      if (wanted) open(box);
      else close(box);
    }
    button.textContent = labels[Number(wanted)];
  });
  button.parentElement?.removeAttribute("hidden");
}

/** Make the page's folded parts answer to addresses and buttons. */
export function reveals() {
  if (roomy()) {
    for (const box of document.querySelectorAll("details[data-open-wide]")) box.setAttribute("open", "");
  }
  for (const button of document.querySelectorAll("button[data-open][data-label-open]")) opensAll(/** @type {HTMLButtonElement} */ (button));
  addEventListener("hashchange", openAround);
  document.addEventListener("click", (event) => {
    const clicked = /** @type {Element} */ (event.target);
    const box = clicked.closest("summary")?.parentElement;
    box?.toggleAttribute("data-asked", !box.hasAttribute("open")); // the click itself opens or closes it only now
    const link = clicked.closest('a[href^="#"]');
    // The same address once more is no change of it, but the reader may have folded the part meanwhile.
    if (link && link.getAttribute("href") === location.hash) openAround();
  });
  openAround();
}
