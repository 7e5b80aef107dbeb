/** Folded parts of a page: an address inside one opens it, and a button opens or closes many at once. */

/** Open whatever is folded around the place that the page's address names; browsers do so on some ways there only. */
function openAround() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let box = place?.closest("details");
  if (!place || !box) return;
  for (; box; box = box.parentElement?.closest("details")) box.setAttribute("open", "");
  place.scrollIntoView();
}

/** @param {HTMLButtonElement} button one that names with `data-open` what it opens */
function opensAll(button) {
  const labels = [button.textContent || "", button.dataset.labelOpen || ""];
  let open = false;
  button.addEventListener("click", () => {
    open = !open;
    for (const box of document.querySelectorAll(`details${button.dataset.open}`)) box.toggleAttribute("open", open);
    button.textContent = labels[Number(open)];
  });
  button.parentElement?.removeAttribute("hidden");
}

/** Make the page's folded parts answer to addresses and buttons. */
export function reveals() {
  for (const button of document.querySelectorAll("button[data-open]")) opensAll(/** @type {HTMLButtonElement} */ (button));
  addEventListener("hashchange", openAround);
  openAround();
}
