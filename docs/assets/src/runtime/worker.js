/**
 * The worker's end: this follows pyodide.js and pyodide.asm.js in one classic script.
 *
 * Pyodide wants to fetch its parts itself; here it is given those that the page already holds, and nothing else:
 * `fetch` is replaced, so nothing in this worker can reach a network.
 */

/* global loadPyodide, PYODIDE_LOCK -- the latter put in by the bundler: the lock of the library, without packages */

const HOME = "https://engine.invalid/"; // never asked: only a form that Pyodide's address arithmetic accepts

/** `calculator.call`, once Python is there. @type {(request: string) => string} */
let call;

self.onmessage = async ({ data }) => {
  const { id } = data;
  try {
    if (id === 0) {
      await start(data);
      self.postMessage({ id });
    } else {
      self.postMessage({ id, answer: call(data.request) });
    }
  } catch (error) {
    self.postMessage({ id, error: String((error && error.message) || error) });
  }
};

/** @param {{wasm: WebAssembly.Module, library: ArrayBuffer}} given */
function start({ wasm, library }) {
  return new Promise((resolve, reject) => {
    self.fetch = async (address) => {
      if (String(address) === HOME + "library.zip") return new Response(library);
      return new Response(null, { status: 404 });
    };
    // Pyodide only logs when this fails, and then waits for ever: so it is we who must hear of it.
    WebAssembly.instantiateStreaming = async (_response, imports) => {
      try {
        return { module: wasm, instance: await WebAssembly.instantiate(wasm, imports) };
      } catch (error) {
        reject(error);
        throw error;
      }
    };
    loadPyodide({
      indexURL: HOME,
      stdLibURL: HOME + "library.zip",
      packageBaseUrl: HOME,
      lockFileContents: PYODIDE_LOCK,
      stdout: () => {},
      stderr: (line) => console.warn(line),
    }).then((pyodide) => {
      call = pyodide.runPython("import calculator; calculator.call");
      resolve();
    }).catch(reject);
  });
}
