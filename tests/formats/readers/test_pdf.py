from __future__ import annotations

import html

import pytest

from conspectus.formats.readers import Damaged, read
from conspectus.formats.readers.pdf import page_list
from conspectus.formats.readers.secondopinion import agree, pages_to_compare
from tests.formats.readers.blocks import seen

PARAGRAPH = (
    "The multi-stakeholder Forum should publish the criteria by which it selects its members, "
    "and it should do so before every meeting, in all the languages of the United Nations. "
)
CSS = """@page { size: A4; margin: 25mm;
  @top-center { content: "Contribution to the consultation" }
  @bottom-center { content: "Page " counter(page) " of " counter(pages) } }
body { font: 11pt serif; text-align: justify; hyphens: auto }"""


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Twelve sections of a heading, three paragraphs and a list, hyphenated over several pages."""
    from weasyprint import HTML  # noqa: PLC0415 — one second that only these tests need

    section = (
        "<h2>{n}. On the selection of members and on the languages of the meeting, part {n}</h2>"
        f"<p>{html.escape(PARAGRAPH * 4)}</p><p>{html.escape(PARAGRAPH * 3)}</p>"
        "<p>We ask for:</p><ul><li>open standards;</li><li>access for all.</li></ul>"
    )
    body = "".join(section.format(n=n) for n in range(1, 13))
    page = f'<html lang="en"><title>Our views</title><style>{CSS}</style><body>{body}</html>'
    return bytes(HTML(string=page).write_pdf())


def test_printed_page_gives_back_its_blocks(printed):
    expected = []
    for n in range(1, 13):
        expected += [
            (
                "heading",
                f"{n}. On the selection of members and on the languages of the meeting, part {n}",
            ),
            ("paragraph", (PARAGRAPH * 4).strip()),
            ("paragraph", (PARAGRAPH * 3).strip()),
            ("paragraph", "We ask for:"),
            ("list_item", "open standards;"),
            ("list_item", "access for all."),
        ]
    found = seen(read(printed, "x.pdf"))
    lost = [block for block in expected if block not in found]
    assert len(lost) <= 2
    assert not any("Contribution to the consultation" in words for _, words in found)


def test_pages_have_offsets_and_blocks_their_page(printed):
    document = read(printed, "x.pdf")
    assert len(document.pages) >= 4
    assert document.pages == tuple(sorted(document.pages))
    assert document.title == "Our views"
    for block in document.blocks:
        assert block.page is not None
        assert document.pages[block.page - 1] <= block.start


def test_cut_file_is_refused(printed):
    with pytest.raises(Damaged):
        read(printed[:200], "x.pdf")


def test_two_texts_agree_on_letters_in_any_order():
    assert agree("Our views on open standards", "open standards Our views on")
    assert agree("eﬃcient office and more words", "efficient office and more words")
    assert not agree("Our views on open standards", "Xvs qzzws jq jpzq sgxqrxvrw")


def test_long_files_are_compared_at_equal_distances():
    assert pages_to_compare([2000.0] * 3) == [0, 1, 2]
    assert pages_to_compare([2000.0] * 120) == list(range(0, 120, 2))
    assert pages_to_compare([2000.0, 500_000.0, 2000.0]) == [0, 2]


def test_page_list_names_runs():
    assert page_list([3]) == "Page 3"
    assert page_list([1, 2, 5, 6, 7, 9]) == "Pages 1, 2, 5 to 7, 9"
