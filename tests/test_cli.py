"""The command line as a person types it: a process of its own, its output and its exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RECAP = (
    "# NetConf 2021\n\n## Quieter switches - Ana Lopez\n\nSwitches can hum less if the fan curve is flat.\n"
)

KEPT = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COVERAGE_")}


@pytest.fixture
def recapbot(tmp_path):
    """Runs `python -m bot` with its own data folder; returns the finished process."""
    (tmp_path / "recaps").mkdir()
    (tmp_path / "recaps" / "nets.md").write_text(RECAP)

    def run(*args: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        own = {
            "RECAPBOT_DATA": str(tmp_path / "data"),
            "RECAPBOT_RECAPS": str(tmp_path / "recaps"),
            "PYTHONUTF8": "1",
            **KEPT,
        }
        return subprocess.run(
            [sys.executable, "-m", "bot", *args],
            cwd=ROOT, env=own | env, input=stdin, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    return run


def test_without_a_token_it_says_so_and_opens_the_chat(recapbot):
    done = recapbot(stdin="!talk quieter switches\n")
    assert done.returncode == 0
    assert done.stderr.splitlines() == ["No DISCORD_TOKEN is set, so this is the terminal chat."]
    assert done.stdout.startswith("Quieter switches\n")


def test_run_without_a_token_is_one_clear_line_and_exit_2(recapbot):
    done = recapbot("run")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "DISCORD_TOKEN" in done.stderr


def test_a_mistyped_command_is_read_as_the_one_that_was_meant(recapbot):
    meant, typed = recapbot("chat", stdin="!recaps\n"), recapbot("chat", stdin="!recpas\n")
    assert typed.stdout == meant.stdout


def test_piped_chat_is_plain_and_a_number_picks(recapbot):
    done = recapbot("chat", stdin="!recaps\n1\n")
    assert "\x1b" not in done.stdout
    assert "1. NetConf 2021" in done.stdout
    assert "Quieter switches · Ana Lopez" in done.stdout


def test_ask_reads_the_recaps_on_first_use_and_answers_each_line_in_order(recapbot):
    done = recapbot(
        "ask", "--json", "-", stdin="!talk quieter switches\n!recap netconf\n\n!dance\n!talk zzyzx\n"
    )
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["kind"] for reply in replies] == ["talk", "recap", "help", "help", "none"]
    assert list(replies[0]) == ["query", "kind", "answer", "results", "did_you_mean", "text", "elapsed_ms"]
    first = replies[0]["results"][0]
    assert list(first) == ["title", "speakers", "summary", "links", "section", "recap", "score"]
    assert first["recap"] == {
        "title": "NetConf 2021",
        "event": first["recap"]["event"],
        "year": 2021,
        "file": "nets.md",
    }
    assert replies[0]["elapsed_ms"] > 0


def test_ask_takes_its_words_from_the_command_line(recapbot):
    assert recapbot("ask", "!talk", "quieter", "switches").stdout.startswith("Quieter switches\n")


@pytest.mark.parametrize(
    "words",
    [
        "",
        '"',
        "AND OR NOT",
        "NEAR(a b)",
        "title:x*",
        "@everyone",
        "x" * 2000,
        "'; drop table recaps; --",
        "\x00",
    ],
)
@pytest.mark.parametrize("command", ["!talk", "!recap", "!recaps", "!speaker", "!ask", ""])
def test_no_words_can_break_it(recapbot_once, command, words):
    reply = recapbot_once(f"{command} {words}".replace("\n", " "))
    assert reply["kind"] in ("talk", "recap", "recaps", "speaker", "answer", "choices", "help", "none")


@pytest.fixture(scope="module")
def recapbot_once(tmp_path_factory):
    """One process that answers line after line."""
    folder = tmp_path_factory.mktemp("once")
    (folder / "recaps").mkdir()
    (folder / "recaps" / "nets.md").write_text(RECAP)
    env = {
        "RECAPBOT_DATA": str(folder / "data"),
        "RECAPBOT_RECAPS": str(folder / "recaps"),
        **KEPT,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json", "-"],
        cwd=ROOT, env=env | {"PYTHONUTF8": "1"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip

    def ask(line: str) -> dict:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    with process:
        yield ask
        process.stdin.close()
        process.wait(10)


def test_load_stores_what_it_can_and_exits_1_for_the_rest(recapbot, tmp_path):
    (tmp_path / "recaps" / "noise.md").write_bytes(b"\x00\x01\x02")
    done = recapbot("load", str(tmp_path / "recaps"), "--db", str(tmp_path / "own.db"))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "1 added, 1 failed"
    assert done.stderr.startswith("noise.md: ")
    asked = recapbot("ask", "--db", str(tmp_path / "own.db"), "!talk quieter switches")
    assert asked.stdout.startswith("Quieter switches\n")


def test_a_folder_that_is_not_there_is_named(recapbot):
    done = recapbot("load", "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "nowhere" in done.stderr
    done = recapbot("chat", stdin="!recaps\n", RECAPBOT_RECAPS="nowhere")
    assert done.returncode == 0
    assert "there is no folder nowhere" in done.stderr


def test_inspect_shows_how_one_file_is_read_and_stores_nothing(recapbot, tmp_path):
    page = recapbot("inspect", str(tmp_path / "recaps" / "nets.md"))
    assert "Quieter switches" in page.stdout
    told = json.loads(recapbot("inspect", str(tmp_path / "recaps" / "nets.md"), "--json").stdout)
    assert [talk["title"] for talk in told["talks"]] == ["Quieter switches"]
    assert not (tmp_path / "data").exists()


def test_inspect_wraps_what_is_longer_than_a_line(recapbot, tmp_path):
    long = "We walked through every hall of the venue and wrote down what each of the fans had to say."
    (tmp_path / "long.md").write_text(f"# NetConf 2021\n\n{long}\n")
    page = recapbot("inspect", str(tmp_path / "long.md"), COLUMNS="40").stdout
    assert long in " ".join(page.split())
    assert max(map(len, page.splitlines())) <= 40


def test_a_backup_can_be_restored(recapbot, tmp_path):
    recapbot("load", str(tmp_path / "recaps"))
    assert recapbot("backup", str(tmp_path / "copy.db")).returncode == 0
    (tmp_path / "data" / "shared.db").unlink()
    assert recapbot("restore", str(tmp_path / "copy.db")).returncode == 0
    assert recapbot("ask", "!talk quieter switches").stdout.startswith("Quieter switches\n")
    wrong = recapbot("restore", str(tmp_path / "recaps" / "nets.md"))
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)


def test_export_writes_the_texts_as_received(recapbot, tmp_path):
    recapbot("load", str(tmp_path / "recaps"))
    assert recapbot("export", str(tmp_path / "out")).stdout.startswith("1 recap written")
    assert (tmp_path / "out" / "nets.md").read_text() == RECAP


def test_the_version_is_printed(recapbot):
    assert recapbot("version").stdout.strip().count(".") == 2


def test_health_without_a_running_bot_is_unhealthy(recapbot):
    assert recapbot("health").returncode == 1


@pytest.mark.parametrize("variable", ["RECAPBOT_LOG", "RECAPBOT_SHARDS", "RECAPBOT_MESSAGE_CONTENT"])
def test_a_wrong_setting_is_one_line_and_exit_2(recapbot, variable):
    done = recapbot("version", **{variable: "nonsense!"})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert variable in done.stderr
