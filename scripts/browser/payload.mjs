/**
 * Makes the Python library that the browser runs: `node payload.mjs ORDER.json`.
 *
 * npm's Pyodide ships its standard library as source, which every start would compile anew (1.5 s of 2 s). So Pyodide
 * itself is run here, once a build: it imports the calculator, answers the warm-up requests, and then compiles just
 * the modules that were needed, and the calculator, to byte code in one stored zip. No other Python takes part.
 *
 * The order: {pyodide, wheel, lock, package, requests: [request, …], out}. Written into the folder `out`:
 *   library.zip   what the browser puts on its sys.path
 *   library.json  {python, pyodide, node, lock: {info, packages}, files: [name in the zip, …]}
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

// Node would print the failing line first, and Pyodide's lines are a million characters long.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const order = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const home = path.resolve(order.pyodide) + path.sep;
const { loadPyodide, version } = await import(pathToFileURL(home + "pyodide.mjs").href);
const makeLibrary = fs.readFileSync(new URL("make_library.py", import.meta.url), "utf8");

const wheel = new Uint8Array(fs.readFileSync(order.wheel));
const { info, packages } = JSON.parse(fs.readFileSync(order.lock, "utf8"));
const wheelName = path.basename(order.wheel);
const entry = Object.values(packages).find(({ file_name }) => file_name === wheelName);
const sha256 = createHash("sha256").update(wheel).digest("hex");
if (entry?.sha256 !== sha256) throw new Error(`${wheelName} is not the wheel that the lock names`);
const lock = { info, packages: {} }; // the package lies in the library: nothing is left to be loaded

const library = await makeFrom(await start(home + "python_stdlib.zip"));
fs.mkdirSync(order.out, { recursive: true });
const file = path.resolve(order.out, "library.zip");
fs.writeFileSync(file, library.zip);
const python = await answerFrom(await start(file));
const manifest = { python, pyodide: version, node: process.version, lock, files: library.files };
fs.writeFileSync(path.resolve(order.out, "library.json"), JSON.stringify(manifest, null, 1) + "\n");
process.exit(0); // Pyodide keeps the event loop alive

/** A fresh Pyodide on a standard library of our choice; a fixed hash seed keeps its byte code reproducible. */
function start(standardLibrary) {
  return loadPyodide({
    indexURL: home,
    stdLibURL: standardLibrary,
    lockFileContents: structuredClone(lock),
    packageBaseUrl: home,
    env: { PYTHONHASHSEED: "0" },
    stdout: () => {},
    stderr: (line) => console.error(line),
  });
}

/** Unpack the wheel, use it, and collect what it needed. */
async function makeFrom(pyodide) {
  pyodide.unpackArchive(wheel, "wheel", { extractDir: "/wheel" });
  pyodide.runPython(makeLibrary);
  const make = pyodide.globals.get("make_library");
  const made = make("/wheel", order.package, JSON.stringify(order.requests));
  return { zip: made.get("zip").toJs(), files: made.get("files").toJs() };
}

/** Prove that the small library suffices: the same requests again, with nothing else to import from. */
async function answerFrom(pyodide) {
  const call = pyodide.runPython(`import ${order.package}; ${order.package}.call`);
  for (const request of order.requests) {
    const answer = JSON.parse(call(JSON.stringify(request)));
    if (request.do !== "run" || !answer.ok) continue;
    const result = JSON.parse(answer.ok);
    for (const lang of ["zh", "en"]) call(JSON.stringify({ do: "explain", result, lang }));
  }
  return pyodide.runPython("import sys; sys.version.split()[0]");
}
