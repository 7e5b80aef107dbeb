/** The page's end of the worker in which Python runs: starts it and pairs its answers with our questions. */
import { open } from "./files.js";
import { EngineError } from "./problems.js";

export class Engine {
  #worker = null;
  #waiting = new Map();
  #asked = 0;

  constructor() {
    /** Resolves once Python can be asked; rejects with an EngineError. */
    this.ready = this.#start();
    this.ready.catch(() => {}); // whoever asks will be told; no second complaint on the console
  }

  /**
   * @param {object} request what `calculator.call` takes
   * @returns {Promise<string>} what it answers, as JSON text
   */
  async ask(request) {
    await this.ready;
    const id = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request: JSON.stringify(request) });
    });
  }

  async #start() {
    if (!isNewEnough()) throw new EngineError("too_old");
    let parts;
    try {
      // Three downloads at once, the longest compiled while it arrives.
      parts = await Promise.all([
        open("pyodide.wasm", "application/wasm").then((response) => WebAssembly.compileStreaming(response)),
        open("library.zip", "application/zip").then((response) => response.arrayBuffer()),
        open("worker.js", "text/javascript").then((response) => response.blob()),
      ]);
    } catch (cause) {
      throw new EngineError("not_loaded", cause);
    }
    const [wasm, library, script] = parts;
    // A classic worker from a blob: the one kind that starts on file:// too, in Chromium and in Firefox.
    const address = URL.createObjectURL(script);
    this.#worker = new Worker(address);
    try {
      await new Promise((resolve, reject) => {
        this.#waiting.set(0, { resolve, reject });
        this.#worker.onmessage = ({ data }) => this.#answered(data);
        this.#worker.onerror = (event) => this.#died(event.message);
        this.#worker.postMessage({ id: 0, wasm, library }, [library]);
      });
    } catch (cause) {
      throw new EngineError("not_started", cause);
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  #answered({ id, answer, error }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) resolve(answer);
    else reject(new EngineError("failed", error));
  }

  #died(message) {
    for (const { reject } of this.#waiting.values()) reject(new EngineError("failed", message));
    this.#waiting.clear();
  }
}

/** Pyodide needs WebAssembly with exceptions; the offline files need a decompressor. */
function isNewEnough() {
  return (
    typeof WebAssembly === "object" &&
    typeof WebAssembly.compileStreaming === "function" &&
    typeof WebAssembly.Tag === "function" &&
    typeof DecompressionStream === "function"
  );
}
