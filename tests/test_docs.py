"""What the documents say is so: settings, dependencies, commands, links between files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "SECURITY.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def section(title: str) -> str:
    """The README's text below `## title`, up to the next heading of that rank."""
    parts = re.split(r"^## (.+)$", README, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def first_column(text: str) -> set[str]:
    """Every `name` in the first column of a table."""
    return {
        name
        for row in re.findall(r"^\| ?(`.*?) \|", text, flags=re.MULTILINE)
        for name in re.findall(r"`([^`]+)`", row)
    }


def commands() -> list[str]:
    return re.findall(r"^```sh\n(python3 -m venv .+)\n```$", README, flags=re.MULTILINE)


def test_the_settings_table_lists_exactly_what_the_code_reads() -> None:
    source = (ROOT / "bot" / "config.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"((?:DISCORD|RECAPBOT)_[A-Z_]+)"', source))
    assert first_column(section("Settings")) == read


def test_every_dependency_is_explained_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(d for group in project["optional-dependencies"].values() for d in group),
    ]
    names = {re.split(r"[<>=\[ ]", dependency)[0] for dependency in wanted}
    assert first_column(section("Dependencies")) == names


def test_the_readme_shows_what_the_bot_really_says(tmp_path: Path) -> None:
    """Word for word and in order, but for numbers and for what […] stands for."""
    (shown,) = re.findall(r"^```text\n(you .+?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    asked = re.findall(r"^you +(.+)$", shown, flags=re.MULTILINE)
    said = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "-"],
        input="\n".join(asked),
        env={**os.environ, "RECAPBOT_DATA": str(tmp_path), "PYTHONUTF8": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    place = 0
    for line in re.findall(r"^(?:bot|   ) +(.+)$", shown, flags=re.MULTILINE):
        for words in filter(None, line.split("[…]")):
            found = re.compile(re.sub(r"\d+", r"\\d+", re.escape(words.strip()))).search(said, place)
            assert found, f"the bot does not say {words!r}:\n{said}"
            place = found.end()


def test_the_locks_hold_every_dependency_with_its_hashes() -> None:
    toml = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = sum(toml["project"]["optional-dependencies"].values(), toml["project"]["dependencies"])
    for file, wanted in {
        "requirements.lock": shipped,
        "requirements-dev.lock": toml["project"]["dependencies"] + toml["dependency-groups"]["dev"],
    }.items():
        text = (ROOT / file).read_text(encoding="utf-8")
        pinned = re.findall(r"^([\w.-]+)==\S+ .*\\\n    --hash=sha256:", text, flags=re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[\w.-]+==", text, flags=re.MULTILINE))
        names = {re.split(r"[<>=\[ ]", one)[0].lower().replace(".", "-") for one in wanted}
        assert names <= {name.lower().replace(".", "-") for name in pinned}, f"run .ci/lock: {file} is behind"


def test_two_commands_start_everything_and_ci_runs_the_tests_alike() -> None:
    chat, tests = commands()
    assert chat.endswith(".venv/bin/python -m bot chat")
    program, _, arguments = tests.rpartition("&& .venv/bin/")[2].partition(" ")
    assert f'"$bin/{program}" {arguments}' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_files_lead_somewhere(document: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in LINK.findall(text):
        if "://" in target or target.startswith(("#", "mailto:")):
            continue
        assert (document.parent / target.split("#")[0]).exists(), f"{document.name} links to {target}"


def test_the_changelog_knows_the_version() -> None:
    version = re.search(r'__version__ = "(.+)"', (ROOT / "bot" / "__init__.py").read_text(encoding="utf-8"))
    assert version
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{version.group(1)}]" in changelog or "## [Unreleased]" in changelog
