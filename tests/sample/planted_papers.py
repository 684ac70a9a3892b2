"""Bundles for the tests of the score: the perfect one, and one with a single fault."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path


def perfect_bundle(truth: dict, folder: Path) -> dict:
    """Write a bundle that prints each planted view once, with all its holders, and nothing else.

    Each planted passage is a source of its own kind: the words and a full stop.
    """
    paper = _Papermaker(truth)
    for view in truth["views"]:
        paper.add_view(view)
    (folder / "sources").mkdir(parents=True)
    for name, text in paper.texts.items():
        (folder / "sources" / f"{name}.txt").write_text(text, encoding="utf-8")
    made = paper.paper()
    write(made, folder)
    return made


def write(paper: dict, folder: Path) -> None:
    (folder / "paper.json").write_text(json.dumps(paper, ensure_ascii=False), encoding="utf-8")


class _Papermaker:
    def __init__(self, truth: dict) -> None:
        self.truth = truth
        self.names = {entry["name"]: f"h-{n}" for n, entry in enumerate(truth["holders"])}
        self.places: dict[str, list[dict]] = defaultdict(list)
        for kind in ("relayed", "decoys", "courtesy", "background", "after_cut_off"):
            for place in truth[kind]:
                self._keep(place)
        for view in truth["views"]:
            for place in view["passages"]:
                self._keep(place)
        self.texts = {
            name: "\n\n".join(place["quote"] for place in places)
            for name, places in self.places.items()
        }
        self.paragraphs: dict[str, dict] = {}

    def _keep(self, place: dict) -> None:
        name = self.source_of(place)
        if place["quote"] not in [known["quote"] for known in self.places[name]]:
            self.places[name].append(place)

    @staticmethod
    def source_of(place: dict) -> str:
        return place["ref"]

    def add_view(self, view: dict) -> None:
        positions = []
        for holder in view["holders"]:
            evidence = [self.evidence(p) for p in view["passages"] if p["holder"] == holder]
            positions.append(self.position(view["id"], holder, evidence))
        sentence = self.sentence(view, positions)
        opposition = next(
            (o["issue"] for o in self.truth["oppositions"] if view["id"] in o["views"]), view["id"]
        )
        paragraph = self.paragraphs.setdefault(
            opposition, {"id": opposition, "number": "1", "kind": "prose", "sentences": []}
        )
        paragraph["sentences"].append(sentence)

    def evidence(self, place: dict) -> dict:
        source = self.source_of(place)
        start = self.texts[source].index(place["quote"])
        end = start + len(place["quote"])
        return {"source": source, "start": start, "end": end, "quote": place["quote"]}

    def position(self, view: str, holder: str, evidence: list[dict]) -> dict:
        return {
            "view": f"v-{view}",
            "holder": self.names[holder],
            "stance": "for",
            "match": "same-language",
            "evidence": evidence,
        }

    def sentence(self, view: dict, positions: list[dict]) -> dict:
        copies = self.truth["campaign"]["copies"]
        note = f"Among them a campaign of {copies} letters." if view["id"] == "A6" else None
        return {
            "id": f"s-{view['id']}",
            "kind": "view",
            "text": view["claim"],
            "footnote": note,
            "positions": positions,
        }

    def paper(self) -> dict:
        ids = self.names
        return {
            "sources": [self.source(name, places) for name, places in self.places.items()],
            "holders": [
                {
                    "id": ids[entry["name"]],
                    "kind": entry["kind"],
                    "name": entry["name"],
                    "aliases": entry["aliases"],
                    "members": [ids[name] for name in entry["members"]],
                }
                for entry in self.truth["holders"]
            ],
            "passages": [],
            "sections": [{"paragraphs": list(self.paragraphs.values())}],
            "oppositions": [
                {
                    "views": [f"v-{view}" for view in entry["views"]],
                    "for": [ids[name] for name in entry["for"]],
                    "against": [ids[name] for name in entry["against"]],
                }
                for entry in self.truth["oppositions"]
            ],
        }

    def source(self, name: str, places: list[dict]) -> dict:
        holders = {p["holder"] for p in places if "holder" in p and "speaker" not in p}
        if name in self.truth["campaign"]["refs"]:
            holders = {next(e["name"] for e in self.truth["holders"] if e["kind"] == "campaign")}
        return {
            "id": name,
            "ref": name,
            "kind": "intervention" if any("speaker" in p for p in places) else "contribution",
            "files": [{"name": place["file"]} for place in places],
            "language": places[0]["language"],
            "holders": sorted(self.names[holder] for holder in holders),
        }
