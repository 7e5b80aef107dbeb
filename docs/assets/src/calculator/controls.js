/** One control of the form: what it says as an input of the calculator, and the way back. */

/**
 * @param {HTMLElement} place
 * @param {string} kind
 * @returns {unknown}
 */
export function readField(place, kind) {
  const one = /** @type {HTMLInputElement | HTMLSelectElement} */ (place.matches("input") ? place : place.querySelector("input, select, textarea"));
  if (kind === "ids") return people(one.value);
  if (kind === "days") return people(one.value).length ? people(one.value) : null;
  if (kind === "choice_list" || kind === "group_list") {
    const chosen = [...place.querySelectorAll("input:checked")].map((box) => /** @type {HTMLInputElement} */ (box).value);
    return chosen.length ? chosen : null;
  }
  if (kind === "amounts") {
    const amounts = [...place.querySelectorAll("[data-choice]")].map((box) => [
      /** @type {HTMLElement} */ (box).dataset.choice,
      amount(/** @type {HTMLInputElement} */ (box.querySelector("input")).value),
    ]);
    const given = amounts.filter(([, value]) => value !== "");
    return given.length ? Object.fromEntries(given) : null;
  }
  if (one instanceof HTMLInputElement && one.type === "radio") {
    return /** @type {HTMLInputElement | null} */ (place.querySelector("input:checked"))?.value;
  }
  if (kind === "money" || kind === "fund_money" || kind === "quantity") return amount(one.value);
  if (kind === "ratio") return percentage(one.value);
  if (kind === "count" && /^\d+$/.test(one.value.trim())) return Number(one.value);
  return one.value.trim();
}

/**
 * @param {HTMLElement} place
 * @param {string} kind
 * @param {any} value
 */
export function writeField(place, kind, value) {
  if (kind === "amounts") {
    for (const [choice, amount] of Object.entries(value)) {
      const input = /** @type {HTMLInputElement | null} */ (place.querySelector(`[data-choice="${choice}"] input`));
      if (input) input.value = String(amount);
    }
    place.closest("details")?.setAttribute("open", "");
    return;
  }
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll("input[type=checkbox], input[type=radio]"));
  if (boxes.length) {
    const chosen = new Set([value].flat().map(String));
    for (const box of boxes) box.checked = chosen.has(box.value);
    return;
  }
  const one = /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */ (place.matches("input") ? place : place.querySelector("input, select, textarea"));
  one.value = kind === "ids" || kind === "days" ? value.join("\n") : String(value);
}

/** An amount as people write it, without its commas, spaces and unit. @param {string} text */
export function amount(text) {
  return text.normalize("NFKC").replace(/[\s,¥元]/g, "");
}

/** The people of a list as it was typed or pasted: one a line, or between commas. @param {string} text */
function people(text) {
  return text.split(/[\s,;，；、]+/).filter(Boolean);
}

/** Fill a list of people from the first column of a chosen file; it is read here and goes nowhere. @param {HTMLElement} chosen */
export async function readFile(chosen) {
  if (!(chosen instanceof HTMLInputElement) || chosen.dataset.fromFile === undefined || !chosen.files?.[0]) return;
  const text = (await chosen.files[0].text()).replace(/^\uFEFF/, "");
  const first = text.split(/\r?\n/).map((line) => line.split(/[,;\t]/)[0].replace(/^"|"$/g, "").trim());
  const area = /** @type {HTMLTextAreaElement} */ (chosen.closest("[data-field]")?.querySelector("textarea"));
  area.value = first.filter(Boolean).join("\n");
  area.focus();
}

/** A percentage as people write it: "70" is "70%". @param {string} text */
export function percentage(text) {
  const plain = amount(text);
  return plain === "" || /[%点]$/.test(plain) ? plain : `${plain}%`;
}
