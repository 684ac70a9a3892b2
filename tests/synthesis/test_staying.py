"""The engine's child stays for a while, ends by itself, and what it remembers changes no byte."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from conspectus.core.home import papers_folder
from conspectus.engine.held import Held
from conspectus.synthesis.models import MappedPassage, PaperVersion
from conspectus.synthesis.services.correcting import Given, correct
from conspectus.synthesis.services.making import make_version
from conspectus.synthesis.services.papers import ask_for_paper
from conspectus.synthesis.staying import DIED, MADE, NOT_MADE, Child, Memory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

ECHO = """
import sys
from conspectus.synthesis.staying import stay
def make(number):
    print("talk")
    if number == 13:
        raise SystemExit(3)
    return number % 2 == 0
stay(make)
"""


def bundle(version: PaperVersion) -> dict[str, bytes]:
    folder = papers_folder() / version.folder
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made_again(call, memory: Memory | None, held: Held | None = None) -> dict[str, bytes]:
    version = ask_for_paper(call, by=None)
    assert make_version(version.pk, cache=memory, held=held)
    version.refresh_from_db()
    return bundle(version)


def test_a_warm_run_after_a_correction_gives_the_bytes_of_a_cold_one(call, version):
    memory, held = Memory(), Held()
    assert made_again(call, memory, held) == bundle(version)
    said = MappedPassage.objects.order_by("passage").values_list("passage", flat=True)
    given = Given(kind="not_a_claim", passages=(said[0],), why="It is a greeting.")
    correct(version.paper, given, by=None, base=0)
    warm = made_again(call, memory, held)
    assert warm == made_again(call, None)
    assert warm != bundle(version)


@pytest.fixture
def child():
    """A child that makes even numbers, none else, and dies of 13."""
    one = Child([sys.executable, "-c", ECHO])
    yield one
    one.end()


def test_one_child_makes_one_version_after_the_other(child):
    assert [child.make(n, longest_s=20) for n in (2, 3, 4)] == [MADE, NOT_MADE, MADE]
    assert child.begun == 1


def test_a_child_that_died_is_told_and_the_next_version_has_a_new_one(child):
    assert child.make(13, longest_s=20) == DIED
    assert child.make(2, longest_s=20) == MADE
    assert child.begun == 2


def test_a_child_that_takes_too_long_is_ended(child):
    assert child.make(2, longest_s=0.0) == DIED
    assert child.make(2, longest_s=20) == MADE
    assert child.begun == 2


def test_a_child_works_for_one_installation(child, monkeypatch):
    assert child.make(2, longest_s=20) == MADE
    monkeypatch.setenv("CONSPECTUS_HOME", "/another")
    assert child.make(2, longest_s=20) == MADE
    assert child.begun == 2


def test_a_child_is_measured_by_what_it_holds_itself_not_by_who_began_it():
    held = bytearray(b"x" * (300 << 20))
    small = "from conspectus.synthesis import staying; staying.LARGEST_MB = 200\n" + ECHO
    child = Child([sys.executable, "-c", small])
    assert [child.make(n, longest_s=20) for n in (2, 3)] == [MADE, NOT_MADE]
    assert child.begun == 1
    child.end()
    del held


def test_the_child_ends_when_its_worker_does():
    process = subprocess.Popen(
        [sys.executable, "-c", ECHO], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()


def test_the_child_ends_by_itself_when_nobody_asks():
    waits = "from conspectus.synthesis import staying; staying.IDLE_S = 0.2\n" + ECHO
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", waits], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.wait(20) == 0
    assert time.monotonic() - began < 20
    process.stdin.close()
    process.stdout.close()
