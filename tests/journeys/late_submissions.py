"""Ten invented submissions that arrive after the final version, as a folder.

Some say in words of their own what was merged or moved; the first ones say as well what a person
has put into other words (``echoes``). They may join it, and undo nothing.
"""

from __future__ import annotations

import csv
from itertools import zip_longest

SAID = {
    ("Ferrow Valley Libraries", "Kenya"): (
        "Public libraries should receive public money to offer everyone free access.\n\n"
        "Librarians should be asked before a filter is bought for a reading room."
    ),
    ("Tallow Bay Operators", "Chile"): (
        "Community networks should be exempted from spectrum fees.\n\n"
        "Spectrum that nobody uses should be returned after three years."
    ),
    ("Quillon Press Union", "France"): (
        "No government should switch off the Internet for a population.\n\n"
        "Journalists should be told in advance when a network is to be repaired."
    ),
    ("Ostermark Hosting", "Finland"): (
        "Intermediaries should not be liable for content that their users publish.\n\n"
        "Orders to remove content should name the law on which they rest."
    ),
    ("Inver Students", "Ghana"): (
        "Digital skills should be taught in all schools.\n\n"
        "Teachers should be paid for the hours in which they learn."
    ),
    ("Sable River Cooperative", "Brazil"): (
        "Rivers should be measured before a data centre is built beside them.\n\n"
        "Heat from data centres should warm homes where there are homes near by."
    ),
    ("Norwick Standards Office", "Canada"): (
        "Public institutions should name the standards in all their tenders.\n\n"
        "Technical standards should be free to read for everyone."
    ),
    ("Halcyon Deaf Association", "Egypt"): (
        "Remote participants should receive the floor on an equal footing.\n\n"
        "Captions should be offered at every session of the Forum."
    ),
    ("Merrow Island Council", "Australia"): (
        "Islands should be connected by two international routes.\n\n"
        "Ships that lay cables should be exempted from harbour fees."
    ),
    ("Ashdown Observatory", "Sweden"): (
        "The multi-stakeholder model should be preserved.\n\n"
        "Minutes of the Advisory Group should be published within a week."
    ),
}
"""(organisation, country) → what it says."""


def write_late_folder(folder, *, received, echoes):
    """The folder with its manifest; returns it. ``received``: a date before the cut-off.

    ``echoes``: a sentence more for each of the first ones.
    """
    folder.mkdir()
    with (folder / "submissions.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        columns = ["ref", "title", "organisation", "country", "stakeholder_group"]
        rows.writerow([*columns, "date received", "file"])
        for place, (((name, country), text), echo) in enumerate(
            zip_longest(SAID.items(), echoes, fillvalue=""), start=1
        ):
            row = [f"L{place}", f"Late comments of {name}", name, country, "Civil Society"]
            rows.writerow([*row, received, f"L{place}.txt"])
            (folder / f"L{place}.txt").write_text(f"{text}\n\n{echo}\n", "utf-8")
    return folder
