/** Loads the engine and the records by script tags, which works on file:// too; not before somebody asks. */

/** @typedef {import("./engine.js").Engine} Engine */

/** @type {Promise<Engine> | null} */
let loading = null;

/**
 * @param {URL} assets the folder that the page's scripts come from
 * @returns {Promise<Engine>}
 */
export function engine(assets) {
  if (!loading) {
    loading = load(assets);
    loading.catch(() => (loading = null)); // the next key tries again
  }
  return loading;
}

/** @param {URL} assets @returns {Promise<Engine>} */
async function load(assets) {
  /** @type {any[]} */
  const records = [];
  /** @type {any} */
  let head = null;
  /** @type {any} */
  const handed = {
    head: (/** @type {any} */ given) => (head = given),
    add: (/** @type {any[]} */ more) => records.push(...more),
  };
  /** @type {any} */ (window).policySearch = handed;
  await Promise.all([script(new URL("search-engine.js", assets)), script(new URL("search/head.js", assets))]);
  await Promise.all(head.shards.map((/** @type {string} */ shard) => script(new URL(`search/${shard}`, assets))));
  if (records.length !== head.records) throw new Error(`${records.length} of ${head.records} records`);
  records.sort((one, other) => (one.at < other.at ? -1 : 1)); // whichever script came first, the same order
  const made = new handed.Engine(head, records);
  await made.read();
  return made;
}

/** @param {URL} address @returns {Promise<void>} */
function script(address) {
  return new Promise((resolve, reject) => {
    const made = document.createElement("script");
    made.src = address.href;
    made.addEventListener("load", () => resolve());
    made.addEventListener("error", () => reject(new Error(`not loaded: ${address.href}`)));
    document.head.append(made);
  });
}
