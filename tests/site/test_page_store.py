"""Stored pages: current ones only, whole ones only, and none of what was erased."""

from __future__ import annotations

import os
import threading
import time

import pytest

from conspectus.core.generations import Generations, announce, generations_file
from conspectus.core.home import pages_folder
from conspectus.core.publication import forget_pages
from conspectus.core.published import RenderedFrom
from conspectus.site import page_store
from conspectus.site.page_store import ASKED_MEMORY, MEMORY, PageStore, page_of

SAID = ("200 OK", (("Content-Type", "text/html"),))


def a_page(path="/en/igf/", generation=1, until=0, body=b"<p>words</p>", query=""):
    source = RenderedFrom(1, generation, until)
    return page_of(path, source, said=SAID, body=body, query=query)


@pytest.fixture
def numbers(home):
    return Generations(generations_file())


@pytest.fixture
def store(numbers):
    return PageStore(pages_folder(), "program-1", numbers)


def fresh(numbers, program="program-1"):
    """Another process: nothing in memory."""
    return PageStore(pages_folder(), program, numbers)


def files():
    return sorted(path for path in pages_folder().rglob("*") if path.is_file())


def test_a_page_is_found_as_it_was_kept(store, numbers):
    page = a_page()
    store.keep(page)
    assert store.find(page.path) == page
    assert fresh(numbers).find(page.path) == page
    assert page.identity() == b"<p>words</p>"


def test_other_addresses_and_other_programs_find_nothing(store, numbers):
    store.keep(a_page())
    assert store.find("/ar/igf/") is None
    assert fresh(numbers, "program-2").find("/en/igf/") is None


def test_a_page_of_an_older_generation_is_not_found(store, numbers):
    store.keep(a_page(generation=1))
    announce({1: 2})
    assert store.find("/en/igf/") is None
    assert fresh(numbers).find("/en/igf/") is None
    store.keep(a_page(generation=2, body=b"new"))
    assert store.find("/en/igf/").identity() == b"new"


def test_a_page_newer_than_its_announcement_is_found(store):
    store.keep(a_page(generation=5))
    assert store.find("/en/igf/").generation == 5


def test_what_was_published_while_a_page_was_rendered_keeps_it_out(store):
    announce({1: 2})
    store.keep(a_page(generation=1))
    assert files() == []


def test_a_page_ends_at_its_moment(store, numbers):
    soon = time.time_ns() // 1000 + 2_000_000  # microseconds: a loaded machine needs some
    store.keep(a_page(until=soon))
    assert store.find("/en/igf/") is not None
    time.sleep(max(0, soon / 1_000_000 - time.time()) + 0.01)
    assert store.find("/en/igf/") is None
    assert fresh(numbers).find("/en/igf/") is None


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"\x00" * 500, "cut", "changed"])
def test_a_damaged_file_is_no_page(store, numbers, damage):
    store.keep(a_page())
    (file,) = files()
    whole = file.read_bytes()
    if damage == "cut":
        damage = whole[:-5]
    elif damage == "changed":
        damage = whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:]
    file.write_bytes(damage)
    assert fresh(numbers).find("/en/igf/") is None


def test_a_disk_that_takes_nothing_costs_no_page(store):
    pages_folder().write_text("a file where a folder should be")
    store.keep(a_page())
    assert store.find("/en/igf/") is not None  # from memory


def test_memory_is_bounded_and_the_disk_has_the_rest(store):
    body = bytes(range(256)) * 4
    big = [a_page(f"/en/{n}/", body=body * 4_000 + str(n).encode()) for n in range(3)]
    for page in big:
        store.keep(page)
    kept = store._memory._pages.values()  # noqa: SLF001
    assert sum(len(page.body) for page in kept) <= MEMORY
    assert all(store.find(page.path) == page for page in big)


def test_pages_with_a_query_are_bounded_and_the_one_asked_for_last_stays(store):
    body = "".join(f"{number:x}{number * number:x}" for number in range(4_000)).encode()
    pages = [a_page(query=f"page={n}", body=f"{n}".encode() + body) for n in range(1_000)]
    for page in pages:
        store.keep(page)
        assert store.find(pages[0].path, pages[0].query) == pages[0]
    kept = store._asked._pages.values()  # noqa: SLF001
    assert ASKED_MEMORY / 2 < sum(len(page.body) for page in kept) <= ASKED_MEMORY
    assert store.find(pages[1].path, pages[1].query) is None
    assert files() == []


def test_what_is_outdated_leaves_the_memory(store):
    for page in (a_page(), a_page(query="a=1")):
        store.keep(page)
    announce({1: 2})
    store.forget_outdated()
    assert not store._memory._pages  # noqa: SLF001
    assert not store._asked._pages  # noqa: SLF001


def test_nothing_erased_stays_on_the_disk_whatever_the_order(store):
    """A front stores an outdated page again and again while it is erased."""
    store.keep(a_page())
    ended = threading.Event()

    def store_on():
        while not ended.is_set():
            store.keep(a_page(generation=1))

    threads = [threading.Thread(target=store_on) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    announce({1: 2})
    forget_pages()
    ended.set()
    for thread in threads:
        thread.join()
    assert files() == []


def test_pages_of_other_programs_are_deleted(store, numbers):
    old = fresh(numbers, "program-0")
    old.keep(a_page())
    store.keep(a_page())
    store.tidy()
    assert [path.parts[-3] for path in files()] == ["program-1"]


def test_what_a_killed_process_has_half_written_is_deleted(store):
    store.keep(a_page())
    (whole,) = files()
    left, new = (whole.with_name(f"{whole.name}.{name}") for name in ("0a1b2c3d", "4e5f6a7b"))
    for file in (left, new):
        file.write_bytes(b"half")
    for file in (whole, left):
        os.utime(file, (0, 0))
    store.tidy()
    assert files() == [whole, new]


def test_pages_leave_the_last_of_the_disk_to_contributions(store, numbers, monkeypatch):
    monkeypatch.setattr(page_store, "ROOM", 1 << 60)
    page = a_page()
    store.keep(page)
    assert files() == []
    assert store.find(page.path) == page
    assert fresh(numbers).find(page.path) is None
