from __future__ import annotations

from conspectus.formats.readers import read
from tests.formats.readers.blocks import of_text

WRAPPED = """\
U.S. Government Submission for NETmundial
The Government of the United States of America appreciates the opportunity to
participate in the Global Multistakeholder Meeting on the Future of Internet
Governance. We commend the effort of the Brazilian government in coordination
and consultation with the global Internet community to convene this meeting and
support.
Internet Governance Principles
We understand that the meeting organizers would like participants to reach an
agreement on principles. Achieving consensus on such a set of principles will
require flexibility. These efforts include the following goals for governance:
(1) Commitment to the multistakeholder approach, with processes rooted in some
values, involving the participation of all interested stakeholders.
(2) Protection of human rights, which apply online just as they do offline.
"""


def test_hard_wrapped_lines_become_paragraphs_and_headings_stay_apart():
    assert of_text(WRAPPED) == [
        ("heading", "U.S. Government Submission for NETmundial"),
        (
            "paragraph",
            (
                "The Government of the United States of America appreciates the opportunity to "
                "participate in the Global Multistakeholder Meeting on the Future of Internet "
                "Governance. We commend the effort of the Brazilian government in coordination and "
                "consultation with the global Internet community to convene this meeting "
                "and support."
            ),
        ),
        ("heading", "Internet Governance Principles"),
        (
            "paragraph",
            (
                "We understand that the meeting organizers would like participants to reach an "
                "agreement on principles. Achieving consensus on such a set of principles will "
                "require flexibility. These efforts include the following goals for governance:"
            ),
        ),
        (
            "list_item",
            (
                "Commitment to the multistakeholder approach, with processes rooted in some "
                "values, "
                "involving the participation of all interested stakeholders."
            ),
        ),
        (
            "list_item",
            "Protection of human rights, which apply online just as they do offline.",
        ),
    ]


def test_one_line_a_paragraph_is_not_joined():
    text = "Openness is a principle.\nAccess must be affordable for all.\nWe agree with that.\n"
    assert of_text(text) == [("paragraph", line) for line in text.splitlines()]


def test_paragraph_broken_over_a_page_number_goes_on():
    text = (
        "The Commission is of the view that a process leading towards a more broadly\n"
        "supported set of principles is needed, and that it has to be based on the\n"
        "respective points\n"
        "2\n"
        "of view of all who take part in it, as the Commission has said for two years\n"
        "and will say again.\n"
    )
    assert [kind for kind, _ in of_text(text)] == ["paragraph"]
    assert "respective points of view" in of_text(text)[0][1]


def test_footnote_between_two_lines_stands_behind_its_paragraph():
    text = (
        "The study was mandated by the Conference at its last session in Paris, and is\n"
        "comprehensive in scope.1 It draws on the sciences and on the natural experience\n"
        "of the secretariat, which carried out a consultation with governments and with\n"
        "1 See the discussion paper, document 192 EX/40.\n"
        "civil society before the conference took its decision in November, and which is\n"
        "able to do so again.\n"
    )
    blocks = of_text(text)
    assert [kind for kind, _ in blocks] == ["paragraph", "footnote"]
    assert "comprehensive in scope. It draws" in blocks[0][1]
    assert "governments and with civil society" in blocks[0][1]
    assert blocks[1][1] == "See the discussion paper, document 192 EX/40."


def test_lost_bullets_and_symbols_begin_items():
    for sign in ("?", "•", "·", "\uf0b7", "-", "–", "*", "•=", "\ufffd"):
        text = f"We ask for:\n{sign} access for all people;\n{sign} open standards.\n"
        assert of_text(text) == [
            ("paragraph", "We ask for:"),
            ("list_item", "access for all people;"),
            ("list_item", "open standards."),
        ]


def test_nested_signs_give_nested_levels():
    document = read(
        b"\xe2\x80\xa2 First point\n- inner point\n- more\n\xe2\x80\xa2 Second\n", "x.txt"
    )
    assert [b.level for b in document.blocks] == [1, 2, 2, 1]


def test_bullet_alone_on_its_line_belongs_to_the_next_line():
    assert of_text("Goals are these:\n•\nOpen standards.\n•\nAccess for all.\n")[1:] == [
        ("list_item", "Open standards."),
        ("list_item", "Access for all."),
    ]


def test_numbered_title_before_text_is_a_heading_and_among_its_like_an_item():
    text = (
        "1. Introduction\n2. The way forward\n3. Conclusions\n\n"
        "1. Introduction\n\nThe Forum was founded in 2006 and has met every year since then.\n"
    )
    assert [kind for kind, _ in of_text(text)] == ["list_item"] * 3 + ["heading", "paragraph"]


def test_numbered_paragraph_is_no_list_item():
    text = "1. " + "The Forum should meet every year. " * 15
    assert [kind for kind, _ in of_text(text)] == ["paragraph"]


def test_decimal_numbers_give_the_depth_of_headings():
    text = "2. Context\n\nThe Forum met in 2006.\n\n2.1 Access to Knowledge\n\nIt is a right.\n"
    document = read(text.encode(), "x.txt")
    assert [(b.kind.value, b.level) for b in document.blocks if b.level] == [
        ("heading", 1),
        ("heading", 2),
    ]


def test_capitals_glued_to_a_paragraph_are_parted():
    assert of_text("PREAMBLEThe purpose of this declaration is to say what we expect.") == [
        ("heading", "PREAMBLE"),
        ("paragraph", "The purpose of this declaration is to say what we expect."),
    ]


def test_label_before_text_stays_in_its_paragraph():
    text = "Privacy: The right to privacy must be protected online as it is offline.\n"
    assert of_text(text) == [("paragraph", text.strip())]


def test_quotation_over_several_blocks_is_a_quote_in_all_of_them():
    text = (
        "The President said:\n\n“We need mechanisms that ensure principles such as:\n"
        "1 - Freedom of expression.\n2 - Neutrality of the network.”\n\nWe agree with her.\n"
    )
    assert [kind for kind, _ in of_text(text)] == [
        "paragraph",
        "quote",
        "quote",
        "quote",
        "paragraph",
    ]


def test_running_headers_of_a_book_are_dropped():
    page = "The Forum was founded to discuss public policy issues of the Internet.\n\n" * 12
    text = "".join(f"{n} Toward a Single Economy\n{page}" for n in (6, 8, 10))
    assert {kind for kind, _ in of_text(text)} == {"paragraph"}


def test_leftover_title_of_a_web_form_is_dropped():
    assert of_text("Document\n\nWe call for open standards.\n") == [
        ("paragraph", "We call for open standards.")
    ]


def test_wrapped_lines_of_chinese_join_without_a_space():
    words = "我们支持在所有公共采购中使用开放标准，并且认为互联网应当对所有的人开放，" * 4
    lines = [words[k : k + 30] for k in range(0, len(words), 30)]
    assert of_text("\n".join(lines) + "。") == [("paragraph", words + "。")]


def test_unsigned_items_after_a_lead_in_are_items():
    text = (
        "The following are dependent on it:\n\n"
        "the availability of suitable instruments\n\nthe establishment of a new understanding\n\n"
        "Openness remains the main principle of the network.\n"
    )
    assert [kind for kind, _ in of_text(text)] == [
        "paragraph",
        "list_item",
        "list_item",
        "paragraph",
    ]


def test_a_line_that_ends_with_must_goes_on_whatever_follows():
    text = "The council of the town must\nAlder Street keep open. The toll is their\nIdea.\n"
    assert of_text(text) == [
        (
            "paragraph",
            "The council of the town must Alder Street keep open. The toll is their Idea.",
        )
    ]
