"""Where a sentence takes a side in less than the whole issue, so that a person has to look.

"Talks should be held by letter, instead of through new bodies" rejects new bodies for talks only;
"No new treaty is necessary." leaves it to the sentences before what it is not necessary for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from conspectus.engine.eligibility import names_no_matter
from conspectus.engine.opposition_cues import Cue, Line, Span

_BY_WHICH: Final = frozenset({"through", "via", "by", "with", "in"})


def is_limited(line: Line, cues: Iterable[Cue]) -> bool:
    """Whether each place where a cue stands takes the side in one respect or leans on others."""
    spans = [span for cue in cues for span in cue.spans(line)]
    return bool(spans) and (
        names_no_matter(line.tokens) or all(_is_manner(line, span) for span in spans)
    )


def _is_manner(line: Line, span: Span) -> bool:
    """ "…, instead of through new bodies": how something else should be done."""
    words = [token.lower for token in line.tokens[span.start : span.end]]
    return any(
        word in {"of", "than"} and before in {"instead", "rather"} and after in _BY_WHICH
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )
