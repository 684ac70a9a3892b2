from __future__ import annotations

from conspectus.cli.exits import Exit

NOTE = (
    "<html><body><h1>Note on access</h1><p>Governments should act.</p>"
    "<ul><li>first point</li><li>second point</li></ul></body></html>"
)


def test_blocks_are_shown_with_their_kind_and_place(conspectus, tmp_path):
    file = tmp_path / "note.html"
    file.write_text(NOTE)
    run = conspectus("inspect", file)
    assert run.code == Exit.DONE
    assert "[heading, level 1, " in run.out
    assert "\nGovernments should act.\n" in run.out
    assert run.out.count("[list item") == 2


def test_offsets_lead_to_the_text(conspectus, tmp_path):
    file = tmp_path / "note.html"
    file.write_text(NOTE)
    value = conspectus("inspect", file, "--json").value
    shown = [
        (block["kind"], value["text"][block["start"] : block["end"]]) for block in value["blocks"]
    ]
    assert shown == [
        ("heading", "Note on access"),
        ("paragraph", "Governments should act."),
        ("list_item", "first point"),
        ("list_item", "second point"),
    ]


def test_a_file_without_text_gives_exit_3(conspectus, tmp_path):
    file = tmp_path / "empty.txt"
    file.write_text("")
    run = conspectus("inspect", file)
    assert (run.code, run.out) == (Exit.NOTHING_USABLE, "")
    assert "empty.txt" in run.err


def test_a_folder_named_like_a_file_gives_exit_3(conspectus, tmp_path):
    folder = tmp_path / "x.pdf"
    folder.mkdir()
    run = conspectus("inspect", folder, "--json")
    assert run.code == Exit.NOTHING_USABLE
    assert run.value["exit"] == Exit.NOTHING_USABLE
