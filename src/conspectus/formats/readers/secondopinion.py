"""The second extractor of PDF text, pypdf, and where it disagrees with the first.

No extractor is right in every script. Two texts of a page are compared on their letters (NFKC,
case folded, in any order): fonts without a map to Unicode, ligatures and wrong right-to-left order
show there, another order of columns does not.
"""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Sequence

_AGREEMENT = 0.9
_MIN_LETTERS = 20
BUDGET = 120_000
"""What reading twice may cost for one file: objects + 0.6 × letters of its pages.

pypdf takes some 25 µs an object and 15 µs a letter, so this is about three seconds.
"""


def second_texts(data: bytes, pages: Sequence[int]) -> dict[int, str]:
    """Text of the given pages (from 0) by pypdf; pages that it cannot read are left out."""
    import logging  # noqa: PLC0415 — only to silence pypdf

    from pypdf import PdfReader  # noqa: PLC0415 — half a second that only PDF needs

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    texts: dict[int, str] = {}
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — a second opinion may fail in any way
        return texts
    for page in pages:
        try:
            texts[page] = reader.pages[page].extract_text()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112 — as above
            continue
    return texts


def pages_to_compare(costs: Sequence[float]) -> list[int]:
    """Pages (from 0) to read twice: all, or every second, third … where :data:`BUDGET` asks it.

    ``costs``: of each page, as in BUDGET. A page that takes a quarter of it alone (a map of a
    hundred thousand lines) is left out.
    """
    light = [k for k, cost in enumerate(costs) if cost <= BUDGET / 4]
    for step in range(1, len(light) + 1):
        chosen = light[::step]
        if sum(costs[k] for k in chosen) <= BUDGET:
            return chosen
    return []


def agree(first: str, second: str) -> bool:
    """Whether two texts hold the same letters in any order: Dice coefficient over counts."""
    a, b = letters(first), letters(second)
    if max(len(a), len(b)) < _MIN_LETTERS:
        return True
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common >= _AGREEMENT * (len(a) + len(b))


def letters(text: str) -> str:
    """Letters and digits of a text, compatibility forms folded."""
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if c.isalnum()).casefold()
