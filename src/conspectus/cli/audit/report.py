"""What came of an audit, in lines for people and as one object for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conspectus.cli.audit.pairs import Pair
from conspectus.cli.audit.verdicts import Precision, Settled, Verdict


def report_lines(found: Precision, settled: Settled, pairs: Mapping[str, Pair]) -> list[str]:
    """Precision with its interval, agreement of readers, and every pair that is not supported."""
    counts = f"{found.supported} supported, {found.partly} partly, {found.not_supported} not"
    lines = [
        f"{found.judged} pairs judged: {counts}.",
        f"Precision {found.share:.1%}, 95 % interval {found.low:.1%} to {found.high:.1%} (Wilson).",
    ]
    if settled.both:
        agreed = settled.both - len(settled.differed)
        lines.append(
            f"Two readers agreed on {agreed} of the {settled.both} pairs that both judged; "
            f"{len(settled.open)} of the others wait for a third."
        )
        lines += [f"  open: {pair}" for pair in settled.open]
    for pair, verdict in sorted(settled.verdicts.items()):
        if verdict is not Verdict.SUPPORTED:
            lines.append(f"  {verdict}: {pair} — {pairs[pair].sentence}")
    return lines


def report_object(found: Precision, settled: Settled) -> dict[str, Any]:
    """The same for programs; shares are 0..1, ``precision`` null where nothing was judged."""
    return {
        "judged": found.judged,
        "supported": found.supported,
        "partly": found.partly,
        "not": found.not_supported,
        "precision": found.share if found.judged else None,
        "interval": [found.low, found.high],
        "both_readers": settled.both,
        "differed": list(settled.differed),
        "open": list(settled.open),
        "verdicts": {pair: verdict.value for pair, verdict in sorted(settled.verdicts.items())},
    }
