"""STYLE: short functions, short files, rooms named for what stands in them."""

from __future__ import annotations

import statistics

from tests.contracts.sources import modules

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 35
MEDIAN_FILE = 120
VAGUE = {"common", "helpers", "manager", "managers", "misc", "util", "utils"}


def test_no_file_is_longer_than_can_be_read_at_once():
    long = {module.where: len(module.text.splitlines()) for module in modules()}
    assert {where: lines for where, lines in long.items() if lines > LONGEST_FILE} == {}


def test_the_usual_file_is_short():
    lengths = [len(module.text.splitlines()) for module in modules()]
    assert statistics.median(lengths) <= MEDIAN_FILE


def test_no_function_is_longer_than_a_page():
    functions = {name: lines for module in modules() for name, lines in module.functions().items()}
    assert {name: lines for name, lines in functions.items() if lines > LONGEST_FUNCTION} == {}


def test_nineteen_of_twenty_functions_fit_a_screen():
    lengths = sorted(lines for module in modules() for lines in module.functions().values())
    assert lengths[int(0.95 * len(lengths))] <= USUAL_FUNCTION


def test_modules_are_named_for_what_they_hold():
    vague = {
        module.where
        for module in modules()
        if VAGUE & set(module.name.replace("_", ".").split("."))
    }
    assert vague == set()
