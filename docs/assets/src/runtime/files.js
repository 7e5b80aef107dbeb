/**
 * The engine's big files, from a server or from a folder on disk.
 *
 * A page on file:// may not fetch its neighbours, but it may run them as scripts. So each file exists a second time
 * as `offline/NAME.js`, a script that hands over the file as base64 of gzip. The zip has only that form: its copy of
 * this script is told so, and asks no server for what is not there.
 */

/* global ENGINE_FILES, PLAIN_FILES_TOO -- put in by the bundler: {name: first digits of its sha256}, and a boolean */

const folder = document.currentScript.src.replace(/[^/]*$/, "");
const handedOver = (window.policyCalculatorFiles = window.policyCalculatorFiles || {});

/**
 * @param {string} name one of ENGINE_FILES
 * @param {string} type its media type
 * @returns {Promise<Response>}
 */
export async function open(name, type) {
  if (PLAIN_FILES_TOO && location.protocol !== "file:") {
    // The digits in the address keep a browser from pairing a new page with an old file of its cache.
    const response = await fetch(`${folder}engine/${name}?${ENGINE_FILES[name]}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return new Response(response.body, { headers: { "content-type": type } });
  }
  const packed = new Blob([fromBase64(await handOver(name))]);
  const stream = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "content-type": type } });
}

/** @returns {Promise<string>} */
function handOver(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${folder}offline/${name}.js`;
    script.onerror = () => reject(new Error(`${name}.js did not load`));
    script.onload = () => {
      resolve(handedOver[name]);
      delete handedOver[name]; // several megabytes
      script.remove();
    };
    document.head.append(script);
  });
}

/** @returns {Uint8Array} */
function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
