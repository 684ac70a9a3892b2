"""A folder of submissions as a corpus."""

from __future__ import annotations

import csv
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conspectus.engine.document import Document
from conspectus.formats.intake import IntakeError, load_folder, manifest_report
from conspectus.formats.intake.identity import source_ids, source_numbers
from tests.formats.intake.conftest import WORDS, manifest

SOURCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def sources(loaded):
    return loaded.corpus.sources


def test_a_row_is_a_source_with_its_texts_parted_by_a_form_feed(load):
    row = {
        "ref": "7",
        "title": "Two papers",
        "organisation": "Hivos",
        "file": "a.txt = Main paper | b.txt=Annex: figures",
        "language": "English",
        "date": "8 March 2014",
        "received": "2014-03-09",
        "theme": "Access",
        "keywords": "spectrum",
    }
    files = {"a.txt": "First paper says so.", "b.txt": "The annex says more."}
    (source,) = sources(load(row, files=files))
    assert source.text == "First paper says so.\fThe annex says more."
    assert [(file.name, file.title) for file in source.files] == [
        ("a.txt", "Main paper"),
        ("b.txt", "Annex: figures"),
    ]
    assert [source.text[file.start : file.end] for file in source.files] == list(files.values())
    assert [source.text[block.start : block.end] for block in source.blocks] == list(files.values())
    assert (source.id, source.ref, source.number, source.title) == ("7", "7", "7", "Two papers")
    assert (source.language, source.date, source.received) == ("en", "2014-03-08", "2014-03-09")
    assert (source.theme, source.fields["keywords"]) == ("Access", "spectrum")


def test_unknown_columns_stay_with_the_source(load):
    (source,) = sources(load({"organisation": "Hivos", "Internal remarks": "call back"}))
    assert source.fields["Internal remarks"] == "call back"


def test_a_missing_file_leaves_an_empty_source_and_a_warning(load):
    loaded = load({"organisation": "Hivos", "file": "gone.pdf"})
    (source,) = sources(loaded)
    assert (source.text, source.files) == ("", ())
    assert source.warnings == ("The file gone.pdf is missing from the folder.",)
    assert [(row.column, row.resolved) for row in loaded.report] == [("file", False)]


def test_an_unreadable_file_leaves_an_empty_source_and_its_hash(load, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 cut off")
    (source,) = sources(load({"organisation": "Hivos", "file": "broken.pdf"}))
    assert source.text == ""
    assert "broken.pdf" in source.warnings[0]
    assert [len(file.sha256) for file in source.files] == [64]


def test_one_unreadable_file_of_two_does_not_take_the_other(load, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 cut off")
    row = {"organisation": "Hivos", "file": "broken.pdf; good.txt"}
    (source,) = sources(load(row, files={"good.txt": "This can be read."}))
    assert source.text == "This can be read."
    assert len(source.warnings) == 1


def test_a_file_name_is_found_in_other_case_and_without_its_row_naming_it(load):
    loaded = load(
        {"ref": "1", "organisation": "Hivos", "file": "PAPER.TXT"},
        {"ref": "2", "organisation": "Intel", "file": ""},
        files={"paper.txt": WORDS, "2.txt": WORDS},
    )
    assert [source.text for source in sources(loaded)] == [WORDS.strip()] * 2
    assert [(row.row, row.resolved) for row in loaded.report] == [(3, True)]


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname"])
def test_a_file_outside_the_folder_is_not_read(load, tmp_path, name):
    (tmp_path.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (source,) = sources(load({"organisation": "Hivos", "file": name}))
    assert source.text == ""


def test_a_link_that_leads_outside_is_not_followed(load, tmp_path):
    outside = tmp_path.parent / "outside.txt"
    outside.write_text("secret", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(outside)
    (source,) = sources(load({"organisation": "Hivos", "file": "link.txt"}))
    assert source.text == ""


def test_a_directory_in_place_of_a_file_is_a_warning(load, tmp_path):
    (tmp_path / "x.pdf").mkdir()
    (source,) = sources(load({"organisation": "Hivos", "file": "x.pdf"}))
    assert (source.text, len(source.warnings)) == ("", 1)


def test_files_that_no_row_names_are_reported_and_no_sources(load):
    files = {
        "stray.txt": WORDS,
        "sub/deep.txt": WORDS,
        "README.md": "about",
        "LICENSE": "terms",
        ".DS_Store": "x",
        "~$a.docx": "x",
    }
    loaded = load({"organisation": "Hivos"}, files=files)
    assert len(sources(loaded)) == 1
    assert [row.value for row in loaded.report] == ["stray.txt", "sub/deep.txt"]


def test_without_a_manifest_every_entry_is_a_source_known_by_its_file(load):
    loaded = load(files={"b.txt": WORDS, "a.md": WORDS, "README.txt": "no", "forum.toml": ""})
    assert [(source.id, source.number) for source in sources(loaded)] == [
        ("a.md", "1"),
        ("b.txt", "2"),
    ]
    assert [(one.kind, one.name) for one in loaded.corpus.holders] == [
        ("file", "a.md"),
        ("file", "b.txt"),
    ]
    assert len(loaded.corpus.notes) == 1
    assert loaded.report == ()


def test_the_licence_of_a_collection_is_no_source_and_a_paper_on_licences_is_one(load):
    names = ("LICENSE", "Licence.txt", "COPYING.md", "LICENSES/MIT.txt", "licence fees.txt")
    loaded = load(files=dict.fromkeys((*names, "license.docx.txt", "a.txt"), WORDS))
    assert sorted(source.files[0].name for source in sources(loaded)) == [
        "a.txt",
        "licence fees.txt",
        "license.docx.txt",
    ]


def test_what_came_after_the_cut_off_is_marked(load):
    rows = [{"received": "2026-03-06"}, {"received": "2026-03-07"}, {}]
    loaded = load(*rows, files={"forum.toml": "cut_off = 2026-03-06\n"})
    assert [source.late for source in sources(loaded)] == [False, True, False]


def test_a_translation_is_linked_to_its_original(load):
    rows = [
        {"ref": "1", "organisation": "Hivos"},
        {"ref": "1-EN", "organisation": "Hivos", "translation_of": "1", "translated_by": "Hivos"},
        {"ref": "3", "organisation": "Intel", "translation_of": "9"},
    ]
    loaded = load(*rows)
    assert [source.translation_of for source in sources(loaded)] == [None, "1", "9"]
    assert [(row.ref, row.column) for row in loaded.report] == [("3", "translation_of")]


def test_dates_and_languages_that_are_not_certain_are_kept_and_reported(load):
    loaded = load({"organisation": "Hivos", "date": "03/04/2014", "language": "English/French"})
    (source,) = sources(loaded)
    assert (source.date, source.language) == (None, None)
    assert source.fields["date"] == "03/04/2014"
    assert [row.column for row in loaded.report] == ["date", "language"]


def test_a_second_run_reads_nothing_again(submissions):
    folder = submissions({"organisation": "Hivos"}, {"organisation": "Intel"})
    kept: dict[tuple[str, str], bytes] = {}

    class Cache:
        def get(self, kind, key):
            return kept.get((kind, key))

        def put(self, kind, key, data):
            kept[kind, key] = data

    def refuse(jobs, **_limits):
        assert list(jobs) == []
        return iter(())

    first = load_folder(folder, cache=Cache())
    second = load_folder(folder, cache=Cache(), read_many=refuse)
    assert first == second


def test_copies_under_two_names_are_read_each_by_its_own_name(submissions):
    folder = submissions(
        {"organisation": "Hivos", "file": "a.txt"},
        {"organisation": "Intel", "file": "b.txt"},
        files={"a.txt": "Caf? r?gul? says so.", "b.txt": "Caf? r?gul? says so."},
    )
    kept: dict[tuple[str, str], bytes] = {}

    class Cache:
        def get(self, kind, key):
            return kept.get((kind, key))

        def put(self, kind, key, data):
            kept[kind, key] = data

    load_folder(folder, cache=Cache())
    warnings = [source.warnings[0] for source in load_folder(folder, cache=Cache()).corpus.sources]
    assert ["a.txt" in warnings[0], "b.txt" in warnings[1]] == [True, True]


def test_progress_is_told(submissions):
    told = []
    load_folder(submissions({}, {}), progress=lambda *step: told.append(step))
    assert told == [("reading", 1, 2), ("reading", 2, 2)]


def test_the_report_can_be_had_alone(submissions):
    folder = submissions({"organisation": "Hivos", "country": "Nowhere at all in the world"})
    assert [row.column for row in manifest_report(folder)] == ["country"]


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(IntakeError, match="is not a folder"):
        load_folder(tmp_path / "absent")


ROWS = [
    {"ref": "2", "organisation": "Hivos", "country": "Netherlands", "stakeholder_group": "a"},
    {"ref": "10", "organisation": "HIVOS", "country": "Global", "stakeholder_group": "b"},
    {"ref": "x y", "organisation": "Intel; Hivos"},
    {"ref": "", "organisation": "", "submitted_by": "Ana Sousa"},
    {"ref": "10", "organisation": "Internet Society (ISOC)"},
    {"ref": "ß", "organisation": "Internet  Society", "publish": "anonymous"},
]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_nothing(tmp_path, seed):
    rows = [
        {**row, "title": f"t{position}", "file": f"f{position}.txt"}
        for position, row in enumerate(ROWS)
    ]
    for row in rows:
        (tmp_path / row["file"]).write_text(f"{WORDS}{row['title']}", encoding="utf-8")
    loaded = []
    for order in (rows, random.Random(seed).sample(rows, len(rows))):
        (tmp_path / "submissions.csv").write_text(manifest(order), encoding="utf-8")
        loaded.append(load_folder(tmp_path, jobs=1).corpus)
    assert loaded[0] == loaded[1]


@given(st.lists(st.text(max_size=6), max_size=8))
def test_ids_fit_the_format_and_are_unique(refs):
    ids = source_ids(refs, [str(position) for position in range(len(refs))])
    assert len({one.casefold() for one in ids}) == len(ids)
    assert all(SOURCE_ID.fullmatch(one) for one in ids)


def test_a_ref_that_fits_and_is_unique_is_the_id():
    assert source_ids(["001", "A.b_c-d"], ["", ""]) == ["001", "A.b_c-d"]


def test_a_ref_that_could_be_another_rows_turn_is_no_id():
    ids = source_ids(["12", "12-1"], ["a", "b"])
    assert ids[0] == "12"
    assert ids[1] != "12-1"


def test_numbers_are_refs_or_ranks():
    refs = ["3", "b", "a"]
    keys = [("", "3", ""), ("2014-01-02", "b", ""), ("2014-01-01", "a", "")]
    assert source_numbers(refs, keys) == ["3", "4", "2"]


@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                key: st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=25)
                for key in ("ref", "organisation", "submitted_by", "country", "publish", "title")
            }
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_manifest_gives_sources_whose_holders_are_there(tmp_path, rows):
    def read(jobs, **_limits):
        for key, _path in jobs:
            yield key, Document(text="We agree.", blocks=()), "0" * 64

    (tmp_path / "a.txt").write_text("We agree.", encoding="utf-8")
    with (tmp_path / "submissions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "file"])
        writer.writeheader()
        writer.writerows({**row, "file": "a.txt"} for row in rows)
    corpus = load_folder(tmp_path, read_many=read).corpus
    ids = {one.id for one in corpus.holders}
    assert len(ids) == len(corpus.holders)
    assert all(set(source.holders) <= ids for source in corpus.sources)
    assert all(SOURCE_ID.fullmatch(source.id) for source in corpus.sources)
    assert all(
        any(name in one.label for name in (one.name, *one.aliases)) for one in corpus.holders
    )
