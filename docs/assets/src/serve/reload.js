/**
 * Put into pages by `scripts/build.py --serve` alone: loads the page again when the site was built anew, and shows over
 * it what stopped a build. Pages that are published never have it.
 */
(() => {
  const shown = document.currentScript.dataset.built;
  let events = null;
  let overlay = null;

  function told({ data }) {
    const { built, failed, errors } = JSON.parse(data);
    if (built !== shown) return location.reload();
    overlay?.remove();
    overlay = errors ? document.body.appendChild(overlayOf(failed, errors)) : null;
  }

  function overlayOf(failed, errors) {
    const box = document.createElement("div");
    box.className = "build-errors";
    box.setAttribute("role", "alert");
    const heading = document.createElement("p");
    heading.textContent = failed;
    const text = document.createElement("pre");
    text.textContent = errors;
    box.append(heading, text);
    const look = { position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", zIndex: "1000" };
    Object.assign(box.style, look, { padding: "1rem 1.5rem", background: "#5c1010", color: "#fff" });
    Object.assign(text.style, { whiteSpace: "pre-wrap", margin: "0.5rem 0 0", fontSize: "0.875rem" });
    return box;
  }

  // A browser opens few connections to one address: only the pages that are seen keep one.
  function listen() {
    events?.close();
    events = document.visibilityState === "visible" ? new EventSource("/-/events") : null;
    events?.addEventListener("message", told);
  }

  addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events?.close());
  listen();
})();
