"""What pages for readers say of a version as a whole, kept with its title block.

``front["reader"]``: {"positions", "sentences" (that state a view or what is addressed), "holders":
numbers; "themes": [[id, name, [places of its sections]]]; "groups", "regions": [names]; "stances":
[values]; "coverage": {"sources", "contributors": totals of paper.json}; "by_theme": [{"name",
"passages", "sentences", "share_of_input", "share_of_text"}]}. Themes stand as in the paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from conspectus.synthesis.holders import nobody_in

STANCES = ("for", "against", "conditional", "mentions")
"""In the order in which they are offered (docs/evidence-format.md)."""


def facts_of(
    paper: Mapping[str, Any], positions: Sequence[Mapping[str, str]], holders: int
) -> dict[str, Any]:
    """The facts of a paper.json; ``positions``: the lines of positions.csv."""
    traits = [one for one in paper["holders"] if not one.get("is_chair")]
    return {
        "positions": len(positions),
        "sentences": sum(_states(one, nobody_in(paper)) for one in sentences_of(paper)),
        "holders": holders,
        "themes": _themes(paper),
        "groups": sorted({one.get("group") for one in traits} - {None, ""}),
        "regions": sorted({one.get("region") for one in traits} - {None, ""}),
        "stances": [one for one in STANCES if any(row["stance"] == one for row in positions)],
        "coverage": {key: paper["coverage"].get(key) for key in ("sources", "contributors")},
        "by_theme": _by_theme(paper),
    }


def sentences_of(paper: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All sentences of a paper.json in order."""
    return [
        sentence
        for section in paper["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
    ]


def _states(sentence: Mapping[str, Any], nobody: Collection[str]) -> bool:
    """Whether somebody holds it."""
    return any(one["holder"] not in nobody for one in sentence["positions"])


def _themes(paper: Mapping[str, Any]) -> list[list[Any]]:
    places: dict[str, list[int]] = {}
    for place, section in enumerate(paper["sections"]):
        if section.get("theme"):
            places.setdefault(section["theme"], []).append(place)
    themes = [
        [theme["id"], theme["name"], places.get(theme["id"], [])]
        for theme in paper.get("themes", ())
    ]
    # As the paper has them; those without a section of their own last.
    return sorted(themes, key=lambda theme: theme[2] or [len(paper["sections"])])


def _by_theme(paper: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of the passages that are in a theme, and of the sentences in its sections: the shares."""
    nobody = nobody_in(paper)
    held = [one for one in paper.get("passages", ()) if one["holder"] not in nobody]
    passages = Counter(one["theme"] for one in held if one["theme"])
    sentences: Counter[str] = Counter()
    for section in paper["sections"]:
        if section.get("theme"):
            inside = sentences_of({"sections": [section]})
            sentences[section["theme"]] += sum(_states(one, nobody) for one in inside)
    told = {*passages, *sentences}
    themes = [(key, name) for key, name, _places in _themes(paper) if key in told]
    whole = sum(passages[key] for key, _name in themes) or 1
    text = sum(sentences.values()) or 1
    return [
        {
            "name": name,
            "passages": passages[key],
            "sentences": sentences[key],
            "share_of_input": round(passages[key] / whole, 6),
            "share_of_text": round(sentences[key] / text, 6),
        }
        for key, name in themes
    ]
