"""Every form of the site, filled with what no field takes: each error stands where it belongs.

The forms are found on the pages themselves (`page_types.py`), so a new one is held to this at once.
"""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from django.db import transaction
from lxml import html

from tests.contracts.page_types import page_types

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

NONSENSE = "\x00 nonsense"
"""Refused by fields of text, addresses, choices, numbers and dates alike."""

TYPED = " and ".join(f"not(@type='{one}')" for one in ("hidden", "submit", "file", "checkbox"))

TAKES_ANYTHING = {"manage-themes", "work-import"}
"""Forms in which nothing is an error: what is no place leaves a theme where it is, what is not
ticked is said above."""

CHOSEN_ROWS = {"item", "mail", "redact"}
"""Boxes before the rows of a list: what is wrong with a choice of them is said in a notice."""


def tree(answer):
    return html.document_fromstring(answer.content.decode())


def forms(page):
    """(address, what is sent) of each form on a page into which something is typed.

    Boxes stay empty, so that one which must be ticked is missed. A form of lists alone offers
    nothing that could be wrong.
    """
    for form in page.xpath("//main//form[@method='post']"):
        lists = form.xpath(".//select/@name")
        typed = form.xpath(f".//input[{TYPED}]/@name | .//textarea/@name")
        boxes = form.xpath(".//input[@type='checkbox']/@name")
        files = form.xpath(".//input[@type='file']/@name")
        if not {*typed, *boxes, *files} - CHOSEN_ROWS:
            continue
        kept = form.xpath(".//input[@type='hidden'] | .//button[@name]")
        data = {one.get("name"): one.get("value", "") for one in reversed(kept)}
        yield form.get("action") or "", {**data, **dict.fromkeys([*typed, *lists], NONSENSE)}


def sent(world):
    """(name of the page, answer) of each form of each page type, in English."""
    for page in page_types(world):
        if page.data is not None or page.query:
            continue
        with transaction.atomic():
            shown = page.asked(world)
            transaction.set_rollback(True)
        if shown.status_code != 200 or not shown["Content-Type"].startswith("text/html"):
            continue
        for action, data in forms(tree(shown)):
            address = urljoin(page.address("en"), action)
            with transaction.atomic():
                answer = world.clients[page.role].post(address, data)
                transaction.set_rollback(True)
            yield page.name, answer


def test_each_error_is_said_beside_its_field_and_in_a_summary_that_leads_there(world):
    wrong, seen = [], 0
    for name, answer in sent(world):
        seen += 1
        if name in TAKES_ANYTHING:
            continue
        if answer.status_code not in {200, 400, 409}:
            wrong.append((name, f"answers {answer.status_code}"))
            continue
        wrong += [(name, one) for one in _faults(tree(answer))]
    assert wrong == [], "\n".join(map(str, wrong))
    assert seen > 25


def _faults(page):
    """What is not as it should be on a page that shows a form again."""
    summaries = page.xpath("//main//*[@role='alert'][contains(@class, 'summary')]")
    beside = page.xpath("//main//*[contains(concat(' ', @class, ' '), ' error ')]")
    if len(summaries) != 1:
        return [f"{len(summaries)} summaries"]
    summary = summaries[0]
    said = " ".join(summary.text_content().split())
    faults = [] if beside else ["no error beside a field"]
    for error in beside:
        text = " ".join(error.text_content().split()).partition(":")[2].strip()
        name = error.get("id", "")
        fields = page.xpath(f"//*[contains(concat(' ', @aria-describedby, ' '), ' {name} ')]")
        if not fields:
            faults.append(f"no field is described by {name}")
        if not text or text.split(". ")[0].rstrip(".") not in said:
            faults.append(f"not in the summary: {text}")
    links = [link.removeprefix("#") for link in summary.xpath(".//a/@href")]
    faults += [f"leads nowhere: {one}" for one in links if not page.xpath(f"//*[@id='{one}']")]
    if len(links) < len(beside):
        faults.append("fewer links than errors beside fields")
    return faults
