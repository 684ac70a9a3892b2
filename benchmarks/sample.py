"""Score the paper on the embedded sample against what was planted in it.

``python benchmarks/sample.py OUT [--truth FILE] [--details]``, where OUT is the bundle that
``conspectus synthesize`` wrote for ``src/conspectus/sample/data``. The last line is JSON:

``holder_precision``       pairs (sentence, holder) that stand on planted words and are right
``views_found``            planted views with a sentence that names one holder (single, minority)
                           or at least 60 % of the holders (shared) by their planted words
``oppositions``            planted oppositions listed and printed in one paragraph, sides unmixed
``minority_of_one``        planted views that one holder alone holds, on a point of its own
``relayed_as_own``         positions (a count) that stand on reported speech of somebody else
``campaign_disclosed``     whether one campaign gathers exactly the planted letters and the paper
                           prints their number (``campaign_copies``: how many it gathers)
``cross_language_merged``  holders of shared views with no text in English on it who stand in one
                           sentence with a holder that has it in another language
``cross_language_false``   share of pairs across languages under a planted view that are wrong

A pair is matched to a planted view by its evidence: spans overlap where they share at least half
of the shorter one. What a group of pairs claims is the planted view of most of its holders. Pairs
whose evidence is not planted are counted apart (``unplanted_pairs``) and not judged, except across
languages, where everything that a source holds was planted or marked.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from sample_evidence import Bundle, Group, Json, Pair, Planted, fold

TRUTH = Path(__file__).parent.parent / "src" / "conspectus" / "sample" / "truth.json"
_SHARE_OF_HOLDERS = 0.6
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CAMPAIGN_WORDS = re.compile(r"campaign|identical|letters|copies", re.IGNORECASE)
_NO_VIEW = {"courtesy", "background"}
_LEFT_OUT = {"after_cut_off", "not_for_publication"}
_NEVER_RIGHT = _LEFT_OUT | {"another's words"}


def is_right(pair: Pair, group: Group, bundle: Bundle) -> bool | None:
    """Whether a pair holds what its group claims; ``None`` where nothing planted says so."""
    if group.claim is not None and group.claim in pair.views:
        return True
    kinds = {item.kind for item in pair.planted}
    if kinds & _NEVER_RIGHT or relays(pair, bundle):
        return False
    # A near miss or a bare fact is wrong only under a planted view; alone it may well be right.
    return False if group.claim is not None and pair.planted else None


def holder_verdicts(bundle: Bundle) -> dict[tuple[str, str], bool | None]:
    """One verdict for each (sentence, holder): wrong once is wrong."""
    verdicts: dict[tuple[str, str], bool | None] = {}
    for group in bundle.groups:
        for pair in group.pairs:
            key = (pair.sentence, pair.holder)
            known = [v for v in (is_right(pair, group, bundle), verdicts.get(key)) if v is not None]
            verdicts[key] = all(known) if known else None
    return verdicts


def found_views(bundle: Bundle) -> dict[str, bool]:
    """For each planted view whether a sentence carries it with enough of its holders."""
    best: dict[str, int] = defaultdict(int)
    for _, sentence in bundle.view_sentences():
        named: dict[str, set[str]] = defaultdict(set)
        for group in bundle.groups_of(sentence):
            for pair in group.pairs:
                for item in pair.planted:
                    if item.kind == "view":
                        named[item.key].add(item.holder)
        for view, holders in named.items():
            best[view] = max(best[view], len(holders))
    return {view["id"]: best[view["id"]] >= _enough(view) for view in bundle.truth["views"]}


def _enough(view: Json) -> float:
    return 1 if view["kind"] != "shared" else _SHARE_OF_HOLDERS * len(view["holders"])


def found_oppositions(bundle: Bundle) -> dict[str, bool]:
    """For each planted opposition whether the paper lists it and prints it in one paragraph."""
    printed: dict[int, set[str]] = defaultdict(set)
    for place, sentence in bundle.view_sentences():
        printed[place] |= {g.claim for g in bundle.groups_of(sentence) if g.claim}
    listed = [_sides(entry, bundle) for entry in bundle.paper["oppositions"]]
    return {
        opposition["issue"]: any(set(opposition["views"]) <= views for views in printed.values())
        and any(_matches(opposition["views"], sides) for sides in listed)
        for opposition in bundle.truth["oppositions"]
    }


def _sides(entry: Json, bundle: Bundle) -> tuple[set[str], set[str]]:
    """Planted views on which the holders for and those against stand, by the views' passages."""
    printed = _sentences_of(entry, bundle)
    pairs = [pair for g in bundle.groups if g.sentence in printed for pair in g.pairs]
    one, other = (
        {view for pair in pairs if pair.holder in holders for view in pair.views}
        for holders in (entry["for"], entry["against"])
    )
    return one, other


def _sentences_of(entry: Json, bundle: Bundle) -> set[str]:
    return {
        sentence["id"]
        for _, sentence in bundle.view_sentences()
        if any(position["view"] in entry["views"] for position in sentence["positions"])
    }


def _matches(views: Sequence[str], sides: tuple[set[str], set[str]]) -> bool:
    """Each side stands on its own planted view and not on the other's; either may come first."""
    one, other = views
    ways = ((one, other), (other, one))
    return any(
        a in sides[0] and b in sides[1] and b not in sides[0] and a not in sides[1] for a, b in ways
    )


def relayed_pairs(bundle: Bundle) -> list[Pair]:
    """Pairs that pass off reported speech as the view of who reported it."""
    pairs = (pair for group in bundle.groups for pair in group.pairs)
    return [pair for pair in pairs if relays(pair, bundle)]


def relays(pair: Pair, bundle: Bundle) -> bool:
    """Whether a pair stands on somebody else's words that its sentence prints as its own."""
    if pair.stance == "mentions":
        return False
    for span in pair.evidence:
        relayed = [item for item in bundle.on(span) if item.kind == "relayed"]
        if not relayed or bundle.is_marked_relayed(span):
            continue
        text = bundle.texts[span.source][span.start : span.end]
        if any(_prints(item, text, pair.text) for item in relayed):
            return True
    return False


def _prints(item: Planted, evidence: str, sentence: str) -> bool:
    """Whether the sentence says what the relayed words say and not what stands beside them."""
    relayed = _words(item.quote)
    own = _words(fold(evidence)[0].replace(fold(item.quote)[0], " "))
    if len(own - relayed) < 3:
        return True
    said = _words(sentence)
    return len(said & relayed - own) > len(said & own - relayed)


def _words(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {word for word in words if len(word) > 3 or not word.isascii()}


def campaign(bundle: Bundle) -> tuple[bool, int]:
    """Whether the planted campaign is disclosed with its count, and how many copies it gathers."""
    true_refs = set(bundle.truth["campaign"]["refs"])
    gathered: set[str] = set()
    disclosed = False
    for holder in bundle.paper["holders"]:
        if holder["kind"] != "campaign":
            continue
        ids = {holder["id"], *holder["members"]}
        refs = {s["ref"] for s in bundle.paper["sources"] if ids & set(s["holders"])}
        if len(refs & true_refs) > len(gathered & true_refs):
            gathered = refs
            disclosed = refs == true_refs and _prints_number(bundle.paper, len(refs))
    return disclosed, len(gathered)


def _prints_number(paper: Json, number: int) -> bool:
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    wanted = re.compile(rf"\b(?:{number}|{word})\b", re.IGNORECASE)
    texts = [
        text
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
        for text in (sentence["text"], sentence.get("footnote") or "")
    ]
    return any(_CAMPAIGN_WORDS.search(text) and wanted.search(text) for text in texts)


def cross_language(bundle: Bundle) -> tuple[dict[str, bool], list[tuple[Pair, bool]]]:
    """Holders to be merged across languages, and pairs across languages with their verdicts."""
    wanted = _foreign_holders(bundle.truth)
    judged = []
    for view in bundle.views_across_sentences:
        holding = [pair for pair in view.pairs if view.claim in pair.views]
        main = _main_language(holding)
        for pair in view.pairs:
            if view.claim and (pair.cross_language or main not in pair.languages):
                judged.append((pair, view.claim in pair.views))
            if any(not other.languages & pair.languages for other in holding):
                said = {f"{item.key} {item.holder}" for item in pair.planted}
                wanted |= {key: True for key in said & wanted.keys() if _is_on(key, view.claim)}
    return wanted, judged


def _is_on(key: str, view: str | None) -> bool:
    return key.split(" ", 1)[0] == view


def _main_language(pairs: Sequence[Pair]) -> str:
    counts = Counter(language for pair in pairs for language in sorted(pair.languages))
    return min(counts, key=lambda code: (-counts[code], code != "en", code), default="")


def _foreign_holders(truth: Json) -> dict[str, bool]:
    wanted = {}
    for view in truth["views"]:
        if len(view["languages"]) > 1:
            for holder in view["holders"]:
                own = [p["language"] for p in view["passages"] if p["holder"] == holder]
                if "en" not in own:
                    wanted[f"{view['id']} {holder}"] = False
    return wanted


def broken_apart(bundle: Bundle) -> list[str]:
    """Kinds of pairs that must stand apart and were found under one view of one sentence."""
    broken = []
    for entry in bundle.truth["apart"]:
        sides = [{fold(place["quote"])[0] for place in entry[side]} for side in ("a", "b")]
        for group in bundle.groups:
            texts = [
                fold(bundle.texts[span.source][span.start : span.end])[0]
                for pair in group.pairs
                for span in pair.evidence
            ]
            if all(any(_holds(text, quotes) for text in texts) for quotes in sides):
                broken.append(f"{entry['kind']}: {entry['why']} ({group.sentence})")
    return broken


def _holds(text: str, quotes: set[str]) -> bool:
    return any(quote in text or (text in quote and 2 * len(text) >= len(quote)) for quote in quotes)


def share(verdicts: Sequence[bool], empty: float = 0.0) -> float:
    """Share of ``True``, to three digits; ``empty`` where there is none to judge."""
    return round(sum(verdicts) / len(verdicts), 3) if verdicts else empty


def score(bundle: Bundle) -> tuple[dict[str, object], dict[str, list[str]]]:
    """Figures for the last line, and what lies behind them for ``--details``."""
    verdicts = holder_verdicts(bundle)
    views = found_views(bundle)
    oppositions = found_oppositions(bundle)
    minority = [v["id"] for v in bundle.truth["views"] if v["kind"] == "minority"]
    relayed = relayed_pairs(bundle)
    disclosed, copies = campaign(bundle)
    merged, across = cross_language(bundle)
    apart = broken_apart(bundle)
    kinds = [{item.kind for item in pair.planted} for g in bundle.groups for pair in g.pairs]
    figures: dict[str, object] = {
        "holder_precision": share([v for v in verdicts.values() if v is not None]),
        "views_found": share(list(views.values())),
        "oppositions": share(list(oppositions.values())),
        "minority_of_one": share([views[view] for view in minority]),
        "relayed_as_own": len(relayed),
        "campaign_disclosed": disclosed,
        "cross_language_merged": share(list(merged.values())),
        "cross_language_false": share([not right for _, right in across]),
        "campaign_copies": copies,
        "planted_pairs": sum(v is not None for v in verdicts.values()),
        "unplanted_pairs": sum(v is None for v in verdicts.values()),
        "merged_that_must_stand_apart": len(apart),
        "no_views_printed": sum(bool(kind) and kind <= _NO_VIEW for kind in kinds),
        "left_out_but_printed": sum(bool(kind & _LEFT_OUT) for kind in kinds),
        "planted_but_not_in_sources": len(bundle.unlocated),
    }
    details = {
        "wrong holder": _wrong(bundle),
        "view not found": [view for view, found in views.items() if not found],
        "opposition not found": [issue for issue, found in oppositions.items() if not found],
        "relayed as own": [f"{p.holder}: {p.text}" for p in relayed],
        "not merged across languages": [key for key, done in merged.items() if not done],
        "wrong across languages": [f"{p.holder}: {p.text}" for p, right in across if not right],
        "must stand apart": apart,
        "not in sources": bundle.unlocated,
    }
    return figures, details


def _wrong(bundle: Bundle) -> list[str]:
    return [
        f"{bundle.holders[pair.holder]['name']} under {group.claim} "
        f"({', '.join(sorted({item.key or item.kind for item in pair.planted}))}): {pair.text}"
        for group in bundle.groups
        for pair in group.pairs
        if is_right(pair, group, bundle) is False
    ]


def main() -> None:
    """Read a bundle and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="bundle written by conspectus synthesize")
    parser.add_argument("--truth", type=Path, default=TRUTH)
    parser.add_argument("--details", action="store_true", help="list what lies behind the figures")
    options = parser.parse_args()
    truth = json.loads(options.truth.read_text(encoding="utf-8"))
    figures, details = score(Bundle(options.out, truth))
    if options.details:
        for heading, lines in details.items():
            print(f"{heading}: {len(lines)}", *lines, sep="\n  ")
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
