"""Ways to break a bundle: each changes its JSON, texts or table so that one invariant falls.

A way raises ``NotHereError`` where the paper has nothing that it could break. Sentence ids are made
anew afterwards (except by the ways that attack them), so that no way is caught by its hash alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from conspectus.engine.ids import passage_id, sentence_id, sha256_hex

Json = dict[str, Any]


class NotHereError(Exception):
    """The paper has nothing of the kind that this way breaks."""


@dataclass
class Draft:
    """A bundle in plain values. ``keep_ids``: sentence ids are not to be made anew."""

    data: Json
    texts: dict[str, str]
    rows: list[dict[str, str]]
    rnd: Random
    keep_ids: bool = False

    def sentences(self, *kinds: str) -> list[Json]:
        return [
            sentence
            for section in self.data["sections"]
            for paragraph in section["paragraphs"]
            for sentence in paragraph["sentences"]
            if not kinds or sentence["kind"] in kinds
        ]

    def one(self, items: Any) -> Any:
        listed = list(items)
        if not listed:
            raise NotHereError
        return self.rnd.choice(listed)

    def view_sentence(self) -> Json:
        return self.one(self.sentences("view"))

    def cited(self) -> Json:
        return self.one(self.sentences("view", "topic"))

    def frame(self) -> Json:
        themed = [section for section in self.data["sections"] if section["theme"]]
        return self.one(
            sentence
            for section in themed
            for paragraph in section["paragraphs"]
            for sentence in paragraph["sentences"]
            if sentence["kind"] == "frame"
        )

    def crowd(self) -> Json:
        return self.one(
            one
            for one in self.sentences("view")
            if len({x["holder"] for x in one["positions"]}) > 6
        )

    def position(self) -> Json:
        return self.one(self.cited()["positions"])

    def evidence(self) -> Json:
        return self.one(self.position()["evidence"])

    def printed_passage(self) -> Json:
        span = self.one(self.view_sentence()["positions"])["evidence"][0]
        return next(
            one
            for one in self.data["passages"]
            if (one["source"], one["start"]) == (span["source"], span["start"])
        )

    def holder(self, name: str) -> Json:
        return next(one for one in self.data["holders"] if one["id"] == name)

    def other_holder(self, taken: Any) -> str:
        return self.one(
            one["id"] for one in self.data["holders"] if one["id"] not in {*taken, "chair"}
        )

    def renew_ids(self) -> None:
        """Give every sentence the id that its views, holders and text ask for."""
        seen: Counter[tuple[str, ...]] = Counter()
        renamed = {}
        for one in self.sentences():
            views = sorted({x["view"] for x in one["positions"] if x["view"]})
            holders = sorted({x["holder"] for x in one["positions"]})
            key = (*views, "/", *holders, "/", one["text"])
            seen[key] += 1
            renamed[one["id"]] = sentence_id(views, holders, one["text"], seen[key])
            one["id"] = renamed[one["id"]]
        for row in self.rows:
            row["sentence"] = renamed.get(row["sentence"], row["sentence"])


WAYS: dict[str, Callable[[Draft], None]] = {}


def _way(function: Callable[[Draft], None]) -> Callable[[Draft], None]:
    WAYS[function.__name__] = function
    return function


# Sources, passages, views


@_way
def text_of_a_source_is_changed(draft: Draft) -> None:
    name = draft.one(one for one, text in draft.texts.items() if text)
    draft.texts[name] += " And more."


@_way
def text_has_windows_line_ends(draft: Draft) -> None:
    source = draft.one(one for one in draft.data["sources"] if draft.texts.get(one["id"]))
    draft.texts[source["id"]] += "\r\n"
    source["text_sha256"] = sha256_hex(draft.texts[source["id"]])


@_way
def text_begins_with_a_byte_order_mark(draft: Draft) -> None:
    source = next(one for one in draft.data["sources"] if one["id"] == "s-chair")
    draft.data["passages"] = [one for one in draft.data["passages"] if one["source"] != "s-chair"]
    draft.texts["s-chair"] = "\ufeff" + draft.texts["s-chair"]
    source["text_sha256"] = sha256_hex(draft.texts["s-chair"])


@_way
def text_not_for_publication_is_published(draft: Draft) -> None:
    source = next(one for one in draft.data["sources"] if one["id"] == "s-withheld")
    draft.texts["s-withheld"] = "Not for you."
    source["text_sha256"] = sha256_hex("Not for you.")


@_way
def quoted_source_is_not_for_publication(draft: Draft) -> None:
    name = draft.evidence()["source"]
    source = next(one for one in draft.data["sources"] if one["id"] == name)
    source["public"] = False
    draft.texts.pop(name)
    source["text_sha256"] = sha256_hex("")


@_way
def id_of_a_source_stands_twice(draft: Draft) -> None:
    draft.data["sources"].append(dict(draft.data["sources"][0]))


@_way
def id_of_a_holder_stands_twice(draft: Draft) -> None:
    draft.data["holders"].append(dict(draft.data["holders"][0]))


@_way
def id_of_a_source_leaves_its_folder(draft: Draft) -> None:
    source = next(one for one in draft.data["sources"] if one["id"] == "s-withheld")
    source["id"] = "../s-withheld"
    for entry in draft.data["annexes"]["not_reflected"]:
        entry["source"] = {"s-withheld": "../s-withheld"}.get(entry["source"], entry["source"])


@_way
def source_without_attribution_has_a_holder(draft: Draft) -> None:
    draft.one(one for one in draft.data["sources"] if one["holders"])["channel"] = "unattributed"


@_way
def nobody_holds_what_was_said_with_attribution(draft: Draft) -> None:
    draft.holder(draft.position()["holder"])["kind"] = "unattributed"


@_way
def empty_source_has_no_warning(draft: Draft) -> None:
    empty = [x for x in draft.data["sources"] if x.get("public", True) and x["warnings"]]
    draft.one(empty)["warnings"] = []


@_way
def source_has_an_unknown_holder(draft: Draft) -> None:
    draft.one(draft.data["sources"])["holders"].append("nobody")


@_way
def passage_is_shifted(draft: Draft) -> None:
    passage = draft.one(draft.data["passages"])
    passage["start"] -= 1
    passage["end"] -= 1


@_way
def passage_ends_behind_its_text(draft: Draft) -> None:
    passage = draft.one(draft.data["passages"])
    passage["end"] = len(draft.texts[passage["source"]]) + 1


@_way
def passage_begins_before_its_text(draft: Draft) -> None:
    passage = draft.one(draft.data["passages"])
    length = len(draft.texts[passage["source"]])
    passage["start"], passage["end"] = passage["start"] - length, passage["end"] - length


@_way
def passage_has_another_hash(draft: Draft) -> None:
    draft.one(draft.data["passages"])["sha256"] = sha256_hex("other words")


@_way
def passage_has_the_id_of_other_words(draft: Draft) -> None:
    passage = draft.one(x for x in draft.data["passages"] if x["view"] is None)
    passage["id"] = passage_id(passage["source"], "other words")


@_way
def passage_stands_twice(draft: Draft) -> None:
    draft.data["passages"].append(dict(draft.one(draft.data["passages"])))


@_way
def passage_binds_who_did_not_sign(draft: Draft) -> None:
    passage = draft.one(x for x in draft.data["passages"] if x["view"] is None)
    passage["holder"] = draft.other_holder({passage["holder"]})


@_way
def passage_leaves_a_view_that_lists_it(draft: Draft) -> None:
    draft.printed_passage()["view"] = None


@_way
def passage_has_an_unknown_theme(draft: Draft) -> None:
    draft.one(draft.data["passages"])["theme"] = "nothing"


@_way
def passage_has_an_unknown_capacity(draft: Draft) -> None:
    draft.one(draft.data["passages"])["capacity"] = "prophet"


@_way
def view_does_not_list_its_passage(draft: Draft) -> None:
    view = draft.one(x for x in draft.data["views"] if len(x["passages"]) > 1)
    view["passages"].remove(max(view["passages"]))


@_way
def view_lists_a_passage_of_another(draft: Draft) -> None:
    view = draft.one(draft.data["views"])
    others = [x["id"] for x in draft.data["passages"] if x["view"] != view["id"]]
    others = [x for x in others if x > min(view["passages"])]
    view["passages"].append(draft.one(others))


@_way
def view_of_holders_takes_relayed_words_in(draft: Draft) -> None:
    view = draft.one(draft.data["views"])
    passage = draft.one(
        one
        for one in draft.data["passages"]
        if one["capacity"] == "relayed" and one["id"] > min(view["passages"])
    )
    view["passages"].append(passage["id"])
    passage["view"], passage["theme"] = view["id"], view["theme"]


@_way
def view_has_another_id(draft: Draft) -> None:
    old = draft.one(draft.data["views"])["id"]
    new = "v-" + sha256_hex("another")[:12]

    def rename(value: Any) -> Any:
        if isinstance(value, list):
            return [rename(item) for item in value]
        if isinstance(value, dict):
            return {key: rename(item) for key, item in value.items()}
        return new if value == old else value

    draft.data = rename(draft.data)
    draft.rows = rename(draft.rows)


@_way
def view_has_no_wording(draft: Draft) -> None:
    draft.one(draft.data["views"])["wordings"] = []


@_way
def view_has_an_unknown_theme(draft: Draft) -> None:
    draft.one(draft.data["views"])["theme"] = "nothing"


@_way
def theme_forgets_who_addressed_it(draft: Draft) -> None:
    theme = draft.one(draft.data["themes"])
    theme["addressed_by"].pop()


@_way
def theme_counts_somebody_twice(draft: Draft) -> None:
    theme = draft.one(draft.data["themes"])
    theme["addressed_by"].append(theme["addressed_by"][0])


@_way
def theme_counts_the_chair(draft: Draft) -> None:
    draft.one(draft.data["themes"])["addressed_by"].append("chair")


@_way
def holder_of_a_view_is_the_chair(draft: Draft) -> None:
    draft.holder(draft.position()["holder"])["is_chair"] = True


# Evidence


@_way
def evidence_is_shifted(draft: Draft) -> None:
    span = draft.evidence()
    span["start"] += 1
    span["end"] += 1


@_way
def evidence_is_reworded(draft: Draft) -> None:
    span = draft.evidence()
    span["quote"] = span["quote"].replace("must", "shall")
    span["end"] = span["start"] + len(span["quote"])
    span["sha256"] = sha256_hex(span["quote"])


@_way
def evidence_has_another_hash(draft: Draft) -> None:
    draft.evidence()["sha256"] = sha256_hex("other words")


@_way
def evidence_is_two_words(draft: Draft) -> None:
    sentence = draft.one(x for x in draft.sentences("view") if "“" not in x["text"])
    span = draft.one(sentence["positions"])["evidence"][0]
    span["quote"] = " ".join(span["quote"].split()[:2])
    span["end"] = span["start"] + len(span["quote"])
    span["sha256"] = sha256_hex(span["quote"])


@_way
def evidence_is_of_somebody_else(draft: Draft) -> None:
    sentence = draft.one(x for x in draft.sentences("view") if len(x["positions"]) > 1)
    sentence["positions"][0]["evidence"] = sentence["positions"][1]["evidence"]


@_way
def evidence_is_of_another_view(draft: Draft) -> None:
    position = draft.one(
        one
        for sentence in draft.sentences("view")
        if "“" not in sentence["text"]
        for one in sentence["positions"]
    )
    passage = draft.one(
        one
        for one in draft.data["passages"]
        if one["holder"] == position["holder"] and one["view"] not in {None, position["view"]}
    )
    words = draft.texts[passage["source"]][passage["start"] : passage["end"]]
    position["evidence"] = [
        {key: passage[key] for key in ("source", "start", "end", "sha256")} | {"quote": words}
    ]


@_way
def evidence_is_missing(draft: Draft) -> None:
    draft.position()["evidence"] = []


@_way
def evidence_has_an_unknown_source(draft: Draft) -> None:
    draft.evidence()["source"] = "s-nobody"


# Positions


@_way
def view_sentence_has_no_position(draft: Draft) -> None:
    draft.one(draft.sentences("view", "topic"))["positions"] = []


@_way
def view_sentence_has_no_view(draft: Draft) -> None:
    draft.one(draft.view_sentence()["positions"])["view"] = None


@_way
def sentence_has_two_stances(draft: Draft) -> None:
    sentence = draft.one(x for x in draft.sentences("view") if len(x["positions"]) > 1)
    sentence["positions"][0]["stance"] = (
        "against" if (sentence["positions"][1]["stance"] != "against") else "for"
    )


@_way
def stance_is_turned(draft: Draft) -> None:
    for position in draft.view_sentence()["positions"]:
        position["stance"] = "against" if position["stance"] != "against" else "for"


@_way
def view_is_only_mentioned(draft: Draft) -> None:
    sentence = draft.view_sentence()
    for position in sentence["positions"]:
        position["stance"] = "mentions"
    views = {position["view"] for position in sentence["positions"]}
    for passage in draft.data["passages"]:
        passage["stance"] = "mentions" if passage["view"] in views else passage["stance"]


@_way
def holder_has_a_view_twice(draft: Draft) -> None:
    positions = draft.cited()["positions"]
    positions.append(positions[0])


@_way
def holder_does_not_hold_all_views(draft: Draft) -> None:
    sentence = draft.one(x for x in draft.sentences("view") if len(x["positions"]) > 1)
    passage = draft.one(
        one
        for one in draft.data["passages"]
        if one["holder"] == sentence["positions"][0]["holder"]
        and one["view"] not in {None, sentence["positions"][0]["view"]}
    )
    words = draft.texts[passage["source"]][passage["start"] : passage["end"]]
    span = {key: passage[key] for key in ("source", "start", "end", "sha256")} | {"quote": words}
    sentence["positions"].append(
        sentence["positions"][0] | {"view": passage["view"], "evidence": [span]}
    )


@_way
def position_is_of_nobody(draft: Draft) -> None:
    sentence = draft.cited()
    position = draft.one(sentence["positions"])
    sentence["named"] = ["nobody" if x == position["holder"] else x for x in sentence["named"]]
    position["holder"] = "nobody"


@_way
def position_is_given_to_another(draft: Draft) -> None:
    sentence = draft.cited()
    position = draft.one(sentence["positions"])
    other = draft.other_holder({x["holder"] for x in sentence["positions"]})
    old, new = draft.holder(position["holder"])["name"], draft.holder(other)["name"]
    sentence["named"] = [other if x == position["holder"] else x for x in sentence["named"]]
    sentence["text"] = sentence["text"].replace(old, new)
    sentence["footnote"] = sentence["footnote"] and sentence["footnote"].replace(old, new)
    position["holder"] = other


@_way
def position_has_an_unknown_match(draft: Draft) -> None:
    draft.position()["match"] = "by-ear"


@_way
def view_stands_in_another_theme(draft: Draft) -> None:
    sections = [one for one in draft.data["sections"] if one["theme"]]
    if len(sections) < 2:
        raise NotHereError
    moved = sections[0]["paragraphs"][1]["sentences"].pop()
    sections[1]["paragraphs"][1]["sentences"].append(moved)


# Topic and frame sentences


@_way
def topic_counts_as_a_view(draft: Draft) -> None:
    sentence = draft.one(draft.sentences("topic"))
    for position in sentence["positions"]:
        position["view"] = draft.data["views"][0]["id"]


@_way
def topic_takes_a_side(draft: Draft) -> None:
    for position in draft.one(draft.sentences("topic"))["positions"]:
        position["stance"] = "for"


@_way
def topic_is_not_in_its_evidence(draft: Draft) -> None:
    sentence = draft.one(draft.sentences("topic"))
    sentence["text"] = sentence["text"].replace(" referred to the ", " referred to the northern ")


@_way
def topic_has_another_verb(draft: Draft) -> None:
    sentence = draft.one(draft.sentences("topic"))
    sentence["text"] = sentence["text"].replace(" referred to ", " supported ")


@_way
def frame_has_a_position(draft: Draft) -> None:
    draft.frame()["positions"] = draft.view_sentence()["positions"]


@_way
def frame_names_somebody(draft: Draft) -> None:
    draft.frame()["named"] = ["h00"]


@_way
def frame_prints_a_holder(draft: Draft) -> None:
    frame = draft.frame()
    frame["text"] = "Norland had more to say about this."


@_way
def frame_has_a_degree(draft: Draft) -> None:
    draft.frame()["degree"] = {"word": "two", "n": 2, "of": 4}


@_way
def frame_has_a_degree_word(draft: Draft) -> None:
    draft.frame()["text"] = draft.one(
        ["It was raised by several of them.", "Most had this in mind.", "Two speakers were brief."]
    )


@_way
def frame_quotes(draft: Draft) -> None:
    draft.frame()["text"] = "This is about “the root zone” alone."


@_way
def section_has_three_frames(draft: Draft) -> None:
    section = draft.one(one for one in draft.data["sections"] if one["theme"])
    sentences = section["paragraphs"][0]["sentences"]
    frame = next(one for one in sentences if one["kind"] == "frame")
    sentences += [dict(frame) | {"text": "This is another."}, dict(frame) | {"text": "A third."}]


# Degrees


@_way
def degree_has_another_word(draft: Draft) -> None:
    degree = draft.cited()["degree"]
    words = {"one", "two", "number", "general support", "most", "many", "several"}
    degree["word"] = draft.one(sorted(words - {degree["word"]}))


@_way
def degree_counts_one_more(draft: Draft) -> None:
    draft.cited()["degree"]["n"] += 1


@_way
def degree_counts_of_one_more(draft: Draft) -> None:
    draft.cited()["degree"]["of"] += 1


@_way
def degree_is_missing(draft: Draft) -> None:
    draft.cited()["degree"] = None


@_way
def degree_follows_another_rule(draft: Draft) -> None:
    sentence = draft.crowd()
    draft.data["engine"]["options"]["degree"]["numbers_below"] = sentence["degree"]["of"] + 1


@_way
def degree_forgets_an_opposition(draft: Draft) -> None:
    sentence = draft.one(
        one for one in draft.sentences("view") if one["degree"]["word"] == "general support"
    )
    view = sentence["positions"][0]["view"]
    holder = sentence["positions"][0]["holder"]
    other = draft.one(
        one
        for one in draft.data["passages"]
        if one["view"] not in {None, view} and one["holder"] != holder
    )
    draft.data["oppositions"].append(
        {"views": [view, other["view"]], "for": [holder], "against": [other["holder"]]}
    )


@_way
def text_states_another_degree(draft: Draft) -> None:
    sentence = draft.one(
        one
        for one in draft.sentences("view", "topic")
        if one["text"].startswith(("Several", "Many", "Most of the", "Two", "One"))
    )
    opening = sentence["text"].split()[0]
    other = draft.one(one for one in ("Several", "Many", "Two", "One", "Most") if one != opening)
    sentence["text"] = sentence["text"].replace(opening, other, 1)


# Names


@_way
def named_holder_is_left_out(draft: Draft) -> None:
    draft.cited()["named"].pop()


@_way
def named_holder_has_no_position(draft: Draft) -> None:
    sentence = draft.cited()
    sentence["named"].append(draft.other_holder({x["holder"] for x in sentence["positions"]}))


@_way
def named_holder_stands_twice(draft: Draft) -> None:
    named = draft.cited()["named"]
    named.append(named[0])


@_way
def named_holder_is_not_printed(draft: Draft) -> None:
    sentence = draft.cited()
    name = draft.holder(draft.one(sentence["named"]))["name"].removeprefix("the ")
    sentence["text"] = sentence["text"].replace(name, "a contributor")
    sentence["footnote"] = sentence["footnote"] and sentence["footnote"].replace(name, "another")


@_way
def text_names_another_instead(draft: Draft) -> None:
    sentence = draft.one(x for x in draft.sentences("view", "topic") if not x["footnote"])
    old = draft.holder(draft.one(sentence["named"]))["name"]
    other = draft.other_holder({x["holder"] for x in sentence["positions"]})
    sentence["text"] = sentence["text"].replace(old, draft.holder(other)["name"])


@_way
def text_names_one_more(draft: Draft) -> None:
    sentence = draft.cited()
    other = draft.holder(draft.other_holder({x["holder"] for x in sentence["positions"]}))["name"]
    mark = ";" if ";" in sentence["text"] or "," in other else ","
    sentence["text"] = sentence["text"].replace(")", f"{mark} {other})", 1)


@_way
def footnote_names_one_more(draft: Draft) -> None:
    sentence = draft.one(x for x in draft.sentences("view", "topic") if x["footnote"])
    other = draft.holder(draft.other_holder({x["holder"] for x in sentence["positions"]}))["name"]
    mark = ";" if ";" in sentence["footnote"] else ","
    sentence["footnote"] = f"{sentence['footnote'][:-1]}{mark} {other}."


@_way
def footnote_leaves_one_out(draft: Draft) -> None:
    sentence = draft.crowd()
    hidden = draft.one({x["holder"] for x in sentence["positions"]} - {*sentence["named"]})
    name = draft.holder(hidden)["name"]
    sentence["footnote"] = sentence["footnote"].replace(name, "somebody")


@_way
def footnote_is_missing(draft: Draft) -> None:
    draft.crowd()["footnote"] = None


@_way
def only_three_of_many_are_named(draft: Draft) -> None:
    sentence = draft.crowd()
    sentence["named"] = sentence["named"][:3]


@_way
def four_are_named_without_saying_for_example(draft: Draft) -> None:
    sentence = draft.crowd()
    sentence["text"] = sentence["text"].replace("e.g. ", "")


# Quotations and form


@_way
def quotation_is_altered(draft: Draft) -> None:
    sentence = draft.one(x for x in draft.sentences("view") if "“" in x["text"])
    sentence["text"] = sentence["text"].replace(" must be ", " need not be ")


@_way
def quotation_leaves_words_out(draft: Draft) -> None:
    sentence = draft.one(x for x in draft.sentences("view") if "“" in x["text"])
    sentence["text"] = sentence["text"].replace(" must be ", " … ")


@_way
def words_stand_in_scare_quotes(draft: Draft) -> None:
    sentence = draft.cited()
    marks = draft.one(["“{}”", "«{}»", "「{}」", '"{}"', "„{}“", "‘{}’"])
    sentence["text"] = sentence["text"][:-1] + f", or {marks.format('so-called experts')}."


@_way
def quotation_is_not_closed(draft: Draft) -> None:
    sentence = draft.cited()
    sentence["text"] = sentence["text"].replace("”", "")[:-1] + " “."


@_way
def footnote_quotes_what_nobody_said(draft: Draft) -> None:
    sentence = draft.cited()
    sentence["footnote"] = (sentence["footnote"] or "See") + " “Nobody said this”."


@_way
def sentence_has_another_id(draft: Draft) -> None:
    draft.keep_ids = True
    old = draft.one(draft.sentences())
    new = sha256_hex("another")[:10]
    for row in draft.rows:
        row["sentence"] = new if row["sentence"] == old["id"] else row["sentence"]
    old["id"] = new


@_way
def sentence_is_edited_and_keeps_its_id(draft: Draft) -> None:
    draft.keep_ids = True
    sentence = draft.one(draft.sentences())
    sentence["text"] = sentence["text"][:-1] + " indeed."


@_way
def sentence_has_an_unknown_kind(draft: Draft) -> None:
    draft.cited()["kind"] = "rumour"


@_way
def sentence_has_no_author(draft: Draft) -> None:
    draft.one(draft.sentences())["generator"] = draft.one(["", "template:", "oracle:1"])


@_way
def sentence_stands_twice(draft: Draft) -> None:
    draft.keep_ids = True
    sentences = draft.one(draft.data["sections"])["paragraphs"][0]["sentences"]
    sentences.append(dict(sentences[0]))


# Who is not counted


@_way
def relayed_words_are_counted(draft: Draft) -> None:
    draft.printed_passage()["capacity"] = "relayed"


@_way
def words_from_the_chair_are_counted(draft: Draft) -> None:
    draft.printed_passage()["capacity"] = "chair"


@_way
def relayed_words_are_given_as_a_view(draft: Draft) -> None:
    sentence = draft.one(x for x in draft.sentences("view") if len(x["positions"]) == 1)
    view = sentence["positions"][0]["view"]
    for passage in draft.data["passages"]:
        passage["capacity"] = "relayed" if passage["view"] == view else passage["capacity"]
    sentence["degree"] = None


# What is left out


@_way
def reason_is_not_of_the_list(draft: Draft) -> None:
    entry = draft.one(draft.data["annexes"]["not_reflected"])
    entry["reason"] = draft.one(["too long", "no view:", "No view", "", "unreadable (a scan)"])


@_way
def source_is_neither_cited_nor_listed(draft: Draft) -> None:
    draft.data["annexes"]["not_reflected"].pop()


@_way
def source_is_cited_and_listed(draft: Draft) -> None:
    draft.data["annexes"]["not_reflected"].append(
        {"source": draft.evidence()["source"], "reason": "no view"}
    )


@_way
def reason_is_given_for_no_source(draft: Draft) -> None:
    draft.data["annexes"]["not_reflected"].append({"source": "s-nobody", "reason": "no view"})


@_way
def holder_of_a_view_is_in_no_row(draft: Draft) -> None:
    row = draft.one(one for one in draft.rows if not one["sentence"])
    draft.rows.remove(row)


@_way
def row_has_neither_sentence_nor_reason(draft: Draft) -> None:
    row = draft.one(draft.rows)
    row["sentence"] = row["reason"] = ""


@_way
def row_has_sentence_and_reason(draft: Draft) -> None:
    draft.one(one for one in draft.rows if one["sentence"])["reason"] = "it was late"


@_way
def row_points_to_another_sentence(draft: Draft) -> None:
    row = draft.one(one for one in draft.rows if one["sentence"])
    row["sentence"] = draft.one(
        one["id"] for one in draft.sentences() if one["id"] != row["sentence"]
    )


@_way
def row_has_a_passage_of_another_holder(draft: Draft) -> None:
    row = draft.one(draft.rows)
    row["passages"] = draft.one(
        one["id"] for one in draft.data["passages"] if one["holder"] != row["holder"]
    )


@_way
def row_has_a_wording_of_no_view(draft: Draft) -> None:
    draft.one(draft.rows)["wording"] = "something else"


@_way
def opposition_has_one_side(draft: Draft) -> None:
    draft.one(draft.data["oppositions"])["against"] = []


@_way
def opposition_has_a_holder_on_both_sides(draft: Draft) -> None:
    one = draft.one(draft.data["oppositions"])
    one["against"] = [*one["against"], one["for"][0]]


@_way
def opposition_counts_who_holds_neither(draft: Draft) -> None:
    one = draft.one(draft.data["oppositions"])
    one["for"] = [*one["for"], "chair"]


@_way
def opposition_has_an_unknown_view(draft: Draft) -> None:
    draft.one(draft.data["oppositions"])["views"][1] = "v-" + "0" * 12


@_way
def format_is_another(draft: Draft) -> None:
    draft.data["format"] = "conspectus-paper/2"


def names_of_ways() -> Iterator[str]:
    yield from WAYS
