"""What is drawn, said in words and in rows as well."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys

import pytest
from defusedxml.ElementTree import fromstring

from conspectus.engine.opinions.drawing import COLOURS, SHAPES, MapLabels, hull, svg_of
from conspectus.engine.opinions.mapping import map_of
from conspectus.engine.opinions.stored import from_json, to_json
from conspectus.engine.opinions.table import rows_of
from tests.engine.opinions.camps import camps

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def made():
    return map_of(camps("+++---++", "---+++++", members=12), rounds=2)


@pytest.fixture(scope="module")
def drawing(made):
    labels = MapLabels("Map <1>", "Two & two", {"A": "Group A: 12", "B": "Group <B>: 12"})
    return fromstring(svg_of(made, labels))


def test_it_is_named_and_described(drawing):
    ids = drawing.get("aria-labelledby").split()
    words = {each.get("id"): each.text for each in drawing.iter() if each.get("id")}
    assert [words[name] for name in ids] == ["Map <1>", "Two & two"]
    assert drawing.get("role") == "img"


def test_it_asks_for_nothing_that_a_strict_policy_forbids(made, drawing):
    assert {each.tag for each in drawing.iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "path", "text")
    }
    names = {name for each in drawing.iter() for name in each.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_it_fits_a_narrow_screen(drawing):
    assert int(drawing.get("width")) <= 320


def test_each_group_has_a_letter_a_key_and_a_sign_of_its_own(made, drawing):
    words = [each.text for each in drawing.iter(f"{SVG}text")]
    assert sorted(words) == ["A", "B", "Group <B>: 12", "Group A: 12"]
    signs = [
        (shape, number // len(SHAPES)) for number in range(12) for shape in [SHAPES[number % 6]]
    ]
    assert len(set(signs)) == 12
    assert len(COLOURS) == len(SHAPES)


def test_the_key_begins_at_the_right_where_words_are_written_so(made):
    groups = {"A": "المجموعة أ", "B": "المجموعة ب"}
    words = MapLabels("خريطة", "مجموعتان", groups, language="ar", direction="rtl")
    drawing = fromstring(svg_of(made, words))
    key = [each for each in drawing.iter(f"{SVG}text") if each.text in groups.values()]
    assert drawing.get("direction") == "rtl"
    assert all(float(each.get("x")) > 160 for each in key)


def test_every_sign_stands_within_the_picture(made):
    drawn = svg_of(made, MapLabels("", ""))
    starts = re.findall(r"M(-?[\d.]+) (-?[\d.]+)", drawn)
    assert all(0 <= float(x) <= 320 and 0 <= float(y) <= 400 for x, y in starts)


def test_rows_say_what_the_drawing_shows(made):
    rows = rows_of(made)
    assert [(row.letter, row.participants, row.share) for row in rows] == [
        ("A", 12, 0.5),
        ("B", 12, 0.5),
    ]
    assert (rows[0].nearest, rows[1].nearest) == ("B", "A")
    assert all(-1 <= part <= 1 for row in rows for part in (row.x, row.y))


def test_without_groups_nothing_is_drawn():
    nothing = map_of([])
    assert svg_of(nothing, MapLabels("", "")) == ""
    assert rows_of(nothing) == ()


def test_a_map_comes_back_from_json_as_it_was(made):
    assert from_json(to_json(made)) == made
    nothing = map_of([])
    assert from_json(to_json(nothing)) == nothing


def test_no_name_can_stand_in_a_map(made):
    words = {
        value
        for each in (made, *made.groups, *made.marks)
        for value in dataclasses.asdict(each).values()
        if isinstance(value, str)
    }
    assert words == {"", "A", "B"}


def test_the_outline_of_points_is_convex():
    points = [(0, 0), (4, 0), (4, 4), (0, 4), (2, 1), (1, 3)]
    assert hull(points) == [(0, 0), (4, 0), (4, 4), (0, 4)]


def test_a_page_that_shows_a_map_needs_no_numpy():
    names = "drawing, opinion_map, stored, table"
    code = (
        f"import sys\nfrom conspectus.engine.opinions import {names}\nprint('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
