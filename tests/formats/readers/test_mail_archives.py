"""Archives of mailing lists: who wrote what, without what the list and its readers added."""

from __future__ import annotations

from conspectus.engine.document import BlockKind
from conspectus.formats.readers import read

ARCHIVE = """\
From ana at example.org  Fri Feb 22 14:55:45 2008
From: ana at example.org (Ana Obi)
Date: Fri, 22 Feb 2008 16:55:45 -0300
Subject: [list] One last sentence
Message-ID: <1@example.org>

I agree with Leo.

Leo Karr wrote:
> The sentence should be dropped.
____________________________________________________________
You received this message as a subscriber on the list:
     list at example.org
To be removed from the list, send any message to:
     list-unsubscribe at example.org

From mia at example.org  Sun Jul  1 09:58:00 2018
From: mia at example.org (Mía Tan)
Date: Sun, 01 Jul 2018 09:58:00 -0400
Subject: [list] Working methods
Message-ID: <2@example.org>

Transcripts must be published.

Mia

On 2018-07-01 05:26, Ana Obi wrote:
The price is too high.

We have no budget.

From tom at example.org  Sun Jul  1 10:58:00 2018
From: tom at example.org (Tom Reed)
Date: Sun, 01 Jul 2018 10:58:00 -0400
Subject: [list] Working methods
Message-ID: <3@example.org>

As Ana once wrote:

prices are high. I hold that they should fall.
_______________________________________________
list mailing list
list at example.org
http://example.org/mailman/listinfo/list
"""


def said(name: str = "list.mbox") -> list[tuple[str | None, str]]:
    document = read(ARCHIVE.encode(), name)
    return [
        (block.speaker, " / ".join(document.text[block.start : block.end].split("\n")))
        for block in document.blocks
        if block.kind is BlockKind.TURN
    ]


def test_names_come_from_hidden_addresses_and_what_is_no_ones_own_goes():
    """No address is anybody's name; neither a list's footer nor what is answered is said anew."""
    assert [(who, " ".join(words.replace("/", " ").split())) for who, words in said()] == [
        ("Ana Obi", "I agree with Leo."),
        ("Mía Tan", "Transcripts must be published. Mia"),
        ("Tom Reed", "As Ana once wrote: prices are high. I hold that they should fall."),
    ]
