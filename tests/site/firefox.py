"""Debian's Firefox, driven by the protocol that it has built in (Marionette): Playwright drives only its own."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.road.environment import firefox_program

STARTS_WITHIN = 60.0  # seconds
ANSWERS_WITHIN = 60.0
PREFERENCES = {
    "marionette.port": 0,  # any that is free; told in the profile
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


class FirefoxError(Exception):
    """Firefox said no; the message is what it said."""


class Firefox:
    """One window. Addresses are opened, scripts run in the page, elements clicked and typed into."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._stream = connection.makefile("rb")
        self._asked = 0
        self._receive()  # its greeting
        self._ask("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"timeouts": {"script": 60_000}}}})

    def open(self, address: str) -> None:
        """Open an address; returns when the page has loaded."""
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of an async function in the page; returns what it returns."""
        # A promise that is returned is waited for.
        body = f"return (async (...given) => {{ {script} }})(...arguments)"
        return self._ask("WebDriver:ExecuteScript", {"script": body, "args": list(arguments)})["value"]

    def until(self, condition: str, *arguments: object) -> Any:
        """Wait in the page until an expression is true; returns its value."""
        script = f"""for (;;) {{
            const found = {condition};
            if (found) return found;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }}"""
        return self.run(script, *arguments)

    def click(self, css: str) -> None:
        """Click an element as a reader would: it must be visible and not be covered."""
        self._ask("WebDriver:ElementClick", {"id": self._element(css)})

    def type(self, css: str, text: str) -> None:
        """Type into an element."""
        self._ask("WebDriver:ElementSendKeys", {"id": self._element(css), "text": text})

    def complaints(self, site: str) -> list[str]:
        """What the browser's console says against the site's pages since the last call, errors and warnings alike."""
        script = """
            const told = Services.console.getMessageArray();
            Services.console.reset();
            return told
              .filter((one) => one instanceof Ci.nsIScriptError && one.toString().includes(arguments[0]))
              .map((one) => `${one.category}: ${one.errorMessage} (${one.sourceName}:${one.lineNumber})`);
        """
        self._ask("Marionette:SetContext", {"value": "chrome"})
        try:
            found: list[str] = self._ask("WebDriver:ExecuteScript", {"script": script, "args": [site]})["value"]
        finally:
            self._ask("Marionette:SetContext", {"value": "content"})
        return found

    def quit(self) -> None:
        """Close the browser."""
        self._ask("Marionette:Quit", {"flags": ["eForceQuit"]})

    def _element(self, css: str) -> str:
        found = self._ask("WebDriver:FindElement", {"using": "css selector", "value": css})["value"]
        return str(next(iter(found.values())))

    def _ask(self, command: str, values: dict[str, Any]) -> dict[str, Any]:
        self._asked += 1
        text = json.dumps([0, self._asked, command, values]).encode()
        self._connection.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = self._receive()
        if error:
            raise FirefoxError(f"{command}: {error['message']}")
        return result or {}

    def _receive(self) -> Any:
        length = b""
        while (one := self._stream.read(1)) != b":":
            if not one:
                raise FirefoxError("it has gone")
            length += one
        return json.loads(self._stream.read(int(length)))


@contextmanager
def started(profile: Path) -> Iterator[Firefox]:
    """Firefox without a window, in an empty profile."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [firefox_program() or "firefox", "--headless", "--marionette", "--remote-allow-system-access"]
    with subprocess.Popen(
        [*command, "--no-remote", "--profile", str(profile)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            with socket.create_connection(("127.0.0.1", _port(profile, process)), ANSWERS_WITHIN) as connection:
                firefox = Firefox(connection)
                yield firefox
                firefox.quit()
        finally:
            process.kill()


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """The port that Firefox listens on: it writes it into its profile once it does."""
    told = profile / "MarionetteActivePort"
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        if told.is_file() and (text := told.read_text("ascii").strip()):
            return int(text)
        _wait_for(process)
    raise FirefoxError(f"it did not start within {STARTS_WITHIN:.0f} s")


def _wait_for(process: subprocess.Popen[bytes]) -> None:
    """Wait a moment, or until the process ends."""
    try:
        process.wait(0.05)
    except subprocess.TimeoutExpired:
        return
