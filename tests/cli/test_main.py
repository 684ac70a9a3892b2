from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import conspectus.cli.main as command_line
from conspectus import __version__
from conspectus.cli.exits import Exit
from conspectus.engine.errors import InvariantError

EXECUTABLE = Path(sys.executable).with_name("conspectus")


def one_sentence(text):
    lines = text.strip().splitlines()
    return len(lines) == 1 and lines[0].endswith((".", "'.")) and "Traceback" not in text


def test_the_installed_command_tells_its_version():
    done = subprocess.run([EXECUTABLE, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"conspectus, version {__version__}\n"


def test_a_process_ends_without_a_search_for_cycles():
    code = (
        "import atexit, gc\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 10_000, gc.get_count()[2]))\n"
        "from conspectus.cli.main import main\n"
        "assert gc.get_freeze_count() == 0\n"
        "main(['--version'])\n"
        "assert gc.get_freeze_count() == 0\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-2:] == ["True", "0"]


def test_help_lists_every_subcommand(conspectus):
    run = conspectus("--help")
    assert run.code == Exit.DONE
    lines = run.out.split("Commands:")[1].rstrip().splitlines()[1:]
    listed = [line.split()[0] for line in lines if not line.startswith("   ")]
    assert listed == list(command_line.COMMANDS)


@pytest.mark.parametrize("name", command_line.COMMANDS)
def test_every_subcommand_explains_itself(conspectus, name):
    run = conspectus(name, "--help")
    assert run.code == Exit.DONE
    assert run.out.startswith(f"Usage: conspectus {name} ")


def test_nothing_asked_for_shows_the_help(conspectus):
    run = conspectus()
    assert (run.code, run.out) == (Exit.USAGE, "")
    assert run.err.startswith("Usage: conspectus")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("synthesize",),
        ("synthesize", "DIR", "--nonsense"),
        ("synthesize", "DIR", "--words", "0"),
        ("synthesize", "DIR", "--jobs", "many"),
        ("synthesize", "DIR", "--format", "html,scroll"),
        ("synthesize", "DIR", "--format", ","),
        ("synthesize", "DIR", "--date", "yesterday"),
        ("synthesize", "DIR", "--date", "2024-02-30"),
        ("synthesize", "DIR", "--config", "absent.toml"),
        ("synthesize", "absent"),
        ("verify", "absent"),
        ("audit", "absent"),
        ("inspect", "absent"),
        ("manifest", "absent"),
    ],
    ids=" ".join,
)
def test_wrong_usage_gets_one_sentence_and_exit_2(conspectus, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "DIR").mkdir()
    run = conspectus(*arguments)
    assert run.code == Exit.USAGE
    assert run.out == ""
    assert one_sentence(run.err)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["DIR"]


def test_with_json_an_error_is_one_object_on_standard_output(conspectus, tmp_path):
    run = conspectus("verify", tmp_path / "absent", "--json")
    assert run.code == Exit.USAGE
    assert run.value == {"error": run.err.strip(), "exit": Exit.USAGE}


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (
            PermissionError(13, "Permission denied", "/x"),
            Exit.USAGE,
            "refused /x: Permission denied.",
        ),
        (OSError("odd"), Exit.USAGE, "The system refused: odd."),
        (InvariantError("Sentence 1 counts nobody."), Exit.INTERNAL, "nobody. This is a defect of"),
        (KeyboardInterrupt(), Exit.STOPPED, "Stopped."),
        (
            ZeroDivisionError("by zero"),
            Exit.INTERNAL,
            "(ZeroDivisionError: by zero); please report",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_goes_wrong_inside_is_told_in_one_sentence(
    conspectus, monkeypatch, error, code, sentence
):
    def fail(*_given, **_named):
        raise error

    monkeypatch.setattr(command_line.conspectus, "invoke", fail)
    run = conspectus("doctor")
    assert run.code == code
    assert sentence in run.err
    assert one_sentence(run.err)


def test_debugging_shows_where_a_defect_of_ours_is(conspectus, monkeypatch):
    def fail(*_given, **_named):
        raise ZeroDivisionError

    monkeypatch.setattr(command_line.conspectus, "invoke", fail)
    monkeypatch.setenv("CONSPECTUS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        conspectus("doctor")


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    file = tmp_path / "long.txt"
    file.write_text("A sentence about access to networks.\n\n" * 20_000)
    shell = f"{EXECUTABLE} inspect {file} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["/bin/bash", "-c", shell], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    assert done.returncode == Exit.DONE
