"""A small invented consultation: five submissions that agree on something, as a folder."""

from __future__ import annotations

import csv

FORUM = """\
title = "Stock-taking"
forum = "Meridian Forum"
cycle = "2026"
language = "en"
languages = ["en", "ar"]

[[theme]]
id = "access"
name = "Access"
description = "Affordable connectivity, schools, libraries and community networks"
terms = ["access", "schools", "libraries", "community networks", "connectivity"]
"""

SAID = {
    ("Amber Coast Union", "Kenya"): (
        "Schools and public libraries should be connected to the Internet first.\n\n"
        "Governments should support community networks in rural areas."
    ),
    ("Brannock Law Society", "Frence"): (
        "Governments should support community networks in rural areas.\n\n"
        "We oppose any new fee on connectivity for public libraries."
    ),
    ("Harbour Light Families", "Chile"): (
        "Public libraries should be connected to the Internet first, before private companies.\n\n"
        "Filtering in schools should be transparent."
    ),
    ("Savanna Womens Circle", "Ghana"): (
        "We believe that governments should support community networks with public funds.\n\n"
        "Training of teachers should be part of every programme for access in schools."
    ),
    ("Palmaro Exchange", "Brazil"): (
        "Exchange points should be open to community networks at no cost.\n\n"
        "Schools should be connected to the Internet first."
    ),
}
"""(organisation, country as written) → what it says. One country is spelt wrongly."""


def write_folder(folder):
    """The folder with its manifest; returns it."""
    folder.mkdir()
    (folder / "forum.toml").write_text(FORUM, "utf-8")
    with (folder / "submissions.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["ref", "title", "organisation", "country", "stakeholder_group", "file"])
        for ref, ((name, country), text) in enumerate(SAID.items(), start=1):
            title = f"Comments of {name}"
            rows.writerow([ref, title, name, country, "Civil Society", f"{ref}.txt"])
            (folder / f"{ref}.txt").write_text(f"{text}\n", "utf-8")
    return folder
