/** Elements made by hand: text is always a text node, so nothing that a reader or the data says is ever read as markup. */

/**
 * @typedef {string | number | Node | null | undefined | false} Child
 */

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | ((event: Event) => void)>} [attributes] `class`, `onclick` and so on; false leaves one out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  dress(made, attributes);
  put(made, children);
  return made;
}

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | ((event: Event) => void)>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  dress(made, attributes);
  put(made, children);
  return made;
}

/**
 * @param {Element} made
 * @param {Record<string, string | boolean | ((event: Event) => void)>} attributes
 */
function dress(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false) made.setAttribute(name, value);
  }
}

/**
 * @param {Element} made
 * @param {(Child | Child[])[]} children
 */
function put(made, children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) made.append(child instanceof Node ? child : String(child));
  }
}

/** @param {Element} place @param {...Child} children what stands in it from now on */
export function fill(place, ...children) {
  place.replaceChildren();
  put(place, children);
}

let made = 0;

/** @param {string} name @returns {string} an id that no other element has */
export function fresh(name) {
  made += 1;
  return `${name}-${made}`;
}
