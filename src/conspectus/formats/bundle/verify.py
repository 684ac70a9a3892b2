"""Check a bundle (docs/evidence-format.md): ``verify.py [OUT]``; exit 0, or 1 and what is wrong."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

WORDS = """sources kind contribution intervention post|positions match same-language cross-language
holders kind organisation person joint campaign file unattributed|sentences kind view topic frame
passages stance for against conditional mentions|positions stance for against conditional mentions
paragraphs kind prose list quotation|passages capacity own on_behalf_of personal chair relayed"""
CODES = "(unreadable|empty|no view|outside the themes|duplicate|excluded|not for publication|\
after cut-off|withdrawn)(:.*\\S.*)?"
LISTS = ("sources", "holders", "themes", "passages", "views", "oppositions", "sections")
LEVELS = ("sections", "paragraphs", "sentences", "positions", "evidence")
RULE = {"numbers_below": 8, "general_support_share": 0.75, "general_support_holders": 8}
RULE |= {"general_support_groups": 3, "most_share": 0.5, "many_share": 0.25, "many_holders": 6}
QUOTED = re.compile("“([^“”]*)”|«([^«»]*)»|「([^「」]*)」")
DOUBLE = re.compile('[“”„‟"«»‹›「」『』〝〞＂]')
STRAY = re.compile(DOUBLE.pattern + r"|(?<!\w)['‘][^'’‘]{1,80}['’](?!\w)")
SPACE = re.compile("[\\s\u00a0\u200b\u2060\ufeff]+")
UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
NOUN = "(?:contribut(?:ion|or)s?|speakers?|(?:remote )?participants?(?: in the online forum)?)"
WORD = "(one|two|both|several|many|most)(?: of the)?"
STATED = re.compile(rf"\b{WORD} {NOUN}\b|^there was (general support)\b")
WHOLE = "(?<![A-Za-z0-9À-ɏ]){}(?![A-Za-z0-9À-ɏ])"
FRAME = re.compile(r"\b(?:several|many|most|general support|a number of|majority)\b")
ARTICLE = re.compile(r"(?i)^(?:the|an?)\s+")
TOPIC = r"\b(?:(?:address|discuss)(?:es|ed)?|rais(?:es?|ed)|refer(?:s|red)? to)\b(?! this\b)(.*)"
WRONG: list[str] = []


def _no(found: object, what: str) -> None:
    WRONG.extend([f"{what}."] if found else [])


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _fold(text: str) -> str:
    return SPACE.sub(" ", re.sub("[‘’‚‛'ʼ＇]", "'", DOUBLE.sub('"', text))).strip()


def _plain(text: str) -> str:
    return ARTICLE.sub("", _fold(DOUBLE.sub("", text)).casefold().strip(" .;:,"))


def _apart(text: str | None) -> tuple[str, list[str], bool]:  # outside, inside, stray marks
    outside = QUOTED.sub("\ufffc", text or "")
    return outside, ["".join(x) for x in QUOTED.findall(text or "")], bool(STRAY.search(outside))


def _degree(n: int, of: int, rule: dict[str, Any], *, groups: int, opposed: bool) -> str:
    share = {key: Fraction(str(rule[key])) * of for key in rule if key.endswith("_share")}
    wide = n >= rule["general_support_holders"] and groups >= rule["general_support_groups"]
    if n < 3 or of < rule["numbers_below"]:
        return {1: "one", 2: "two"}.get(n, "number")
    if wide and not opposed and n >= share["general_support_share"]:
        return "general support"
    many = n >= max(rule["many_holders"], share["many_share"])
    return "most" if n > share["most_share"] else "many" if many else "several"


class Bundle:
    """A bundle looked up by ids; making one fills WRONG with plain sentences."""

    def __init__(self, out: Path) -> None:
        self.paper = paper = json.loads((out / "paper.json").read_text("utf-8"))
        self.flat: dict[str, list[Any]] = {name: paper[name] for name in LISTS}
        for at, inner in enumerate(LEVELS[1:]):
            self.flat[inner] = [one for whole in self.flat[LEVELS[at]] for one in whole[inner]]
        self.ids = {name: {str(x.get("id")): x for x in y} for name, y in self.flat.items()}
        self.files = {x.name: x.read_bytes() for x in (out / "sources").iterdir()}
        self.texts = {x: self.files.get(f"{x}.txt", b"").decode() for x in self.ids["sources"]}
        with (out / "positions.csv").open(encoding="utf-8", newline="") as file:
            self.rows: list[Any] = list(csv.DictReader(file))
        self.reasons = {x["source"]: x["reason"] for x in paper["annexes"]["not_reflected"]}
        self.forms: dict[str, set[str]] = {}
        for x in paper["holders"]:
            has = [_fold(DOUBLE.sub("", y)) for y in (x["name"], x.get("label", ""), *x["aliases"])]
            self.forms[x["id"]] = {*has, *(ARTICLE.sub("", y) for y in has)} - {""}
        self.nobody = {x["id"] for x in paper["holders"] if x["kind"] == "unattributed"}
        self.chairs = {x["id"] for x in paper["holders"] if x.get("is_chair")} | self.nobody
        own = [x for x in paper["passages"] if x["capacity"] not in {"relayed", "chair"}]
        self.counted = [x for x in own if x["holder"] not in self.chairs]
        self.held = {(x["view"], x["holder"]) for x in self.counted if x["view"]}
        self.lost = {name for name, x in self.ids["views"].items() if x.get("redacted")}
        checks = (self._check_lists, self._check_sources, self._check_passages_and_views)
        for check in (*checks, self._check_sentences, self._check_rest):
            check()

    def _prints(self, holder: str, text: str) -> bool:
        return any(re.search(WHOLE.format(re.escape(x)), _fold(text)) for x in self.forms[holder])

    def _strangers(self, text: str, holders: set[str]) -> list[str]:
        text, own = _fold(text), sorted({y for x in holders for y in self.forms[x]}, key=len)
        for form in reversed(own):
            text = re.sub(rf"{re.escape(form)}(?! ?[^\W\da-z])", "\ufffc", text)
        others = {y for x, forms in self.forms.items() if x not in holders for y in forms}
        items = [ARTICLE.sub("", x.strip(" .")) for x in re.split("[,;]|e[.]g[.]", text)]
        found = [x for x in sorted(others) if x in items or ("," in x and x in text)]
        return found if "\ufffc" in text else []

    def _check_lists(self) -> None:
        for kind, key, *words in map(str.split, re.split("[|\n]", WORDS)):
            bad = {str(x[key]) for x in self.flat[kind]} - {*words}
            _no(bad, f"The {key} of {kind} cannot be {bad}")
        for kind in (*LISTS[:5], *LEVELS[:3]):
            ids = ["", *(x["id"].casefold() for x in self.flat[kind])]
            _no(len({*ids}) < len(ids), f"Among {kind} an id is empty or stands twice")
        _no(self.paper["format"] != "conspectus-paper/1", "The paper is of another format")

    def _check_sources(self) -> None:
        cited = {item["source"] for item in self.flat["evidence"]}
        gone = any(x.get("redacted") for x in self.flat["sources"])
        _no(self.lost and not gone, f"{self.lost} are redacted, and no source is")
        more = {*self.files} - {f"{x}.txt" for x in self.texts} or {*self.reasons} - {*self.texts}
        _no(more, f"These belong to no source: {more}")
        for name, one in self.ids["sources"].items():
            text, public, where = self.texts[name], one.get("public", True), f"Source {name}"
            _no(_sha(text) != one["text_sha256"], f"{where} has another text than it had")
            _no((f"{name}.txt" in self.files) != public, f"{where} lacks its text or shows it")
            _no(re.search("[\r\0]|^\ufeff", text), f"{where} has CR, NUL or a byte order mark")
            _no(public and not (text or one["warnings"]), f"{where} is empty and says not why")
            reason = str(self.reasons.get(name, ""))
            _no(not re.fullmatch(f"({CODES})?", reason), f"{where}: {reason} is no reason")
            _no(one.get("redacted") and (text or reason[:9] != "withdrawn"), f"{where} is not gone")
            _no((name in cited) == bool(reason), f"{where} is to be cited or to have a reason")
            group = [x in self.nobody for x in one["holders"]]
            bad = group != [True] if one["channel"] == "unattributed" else any(group)
            bad = bad or not re.fullmatch("[A-Za-z0-9][A-Za-z0-9._-]{0,79}", name)
            _no(bad or {*one["holders"]} - {*self.forms}, f"{where} has an id or holders of no use")

    def _check_passages_and_views(self) -> None:
        passages, themes = self.ids["passages"], self.ids["themes"]
        for name, one in passages.items():
            source, where = self.ids["sources"][one["source"]], f"Passage {name}"
            words = self.texts[one["source"]][max(one["start"], 0) : max(one["end"], 0)]
            _no(not words or _sha(words) != one["sha256"], f"{where} is not at its offsets")
            shape = re.escape(f"{source['id']}:{_sha(words)[:12]}") + r"(:(?!1$)[1-9]\d*)?"
            _no(not re.fullmatch(shape, name), f"{where} has the id of other words")
            bound = one["holder"] in source["holders"]
            _no(not bound and one["capacity"] != "on_behalf_of", f"{where} binds who did not sign")
            bad = source["channel"] == "unattributed" and one["capacity"] != "relayed"
            _no(bad, f"{where} was said in a group and is called somebody's own")
            view = self.ids["views"][one["view"]] if one["view"] else {"passages": [name]}
            _no(name not in view["passages"], f"{where} is not listed by its view")
            _no(one["theme"] not in {None, *themes}, f"{where} has an unknown theme")
        for name, one in self.ids["views"].items():
            own, where = [passages[x] for x in one["passages"]], f"View {name}"
            right = f"v-{_sha(min(one['passages']))[:12]}"
            _no(name not in {right, *self.lost}, f"{where} has the id of another")
            _no(not all(x.strip() for x in one["wordings"] or [""]), f"{where} has no wording")
            bad = {x["view"] for x in own} != {name} or len({*one["passages"]}) < len(own)
            bad = bad or len({x["capacity"] == "relayed" for x in own}) > 1
            _no(bad, f"{where} has a passage twice, of another view, or relayed beside own words")
            more = {h for v, h in self.held if v == name} - {*themes[one["theme"]]["addressed_by"]}
            _no(more, f"{more} hold view {name} and did not address its theme")
        for name, who in ((x, y["addressed_by"]) for x, y in themes.items()):
            bad = len({*who} & {*self.forms} - self.chairs) < len(who)
            _no(bad, f"Theme {name} counts somebody twice, or a chair")

    def _check_sentences(self) -> None:
        sides = {(x["view"], x["stance"].replace("conditional", "for")) for x in self.counted}
        self.opposed = {x for x, side in sides if side == "for" and (x, "against") in sides}
        self.opposed |= {view for one in self.flat["oppositions"] for view in one["views"]}
        for section in self.flat["sections"]:
            inside = [x for y in section["paragraphs"] for x in y["sentences"]]
            frames = [x["text"] for x in inside if x["kind"] == "frame" and section["theme"]]
            theme = self.ids["themes"][section["theme"]]["name"] if frames else ""
            rest = [x.replace(section["heading"], "").replace(theme, "") for x in frames]
            bad = [x for x in rest if FRAME.search(x.casefold()) or STATED.search(x.casefold())]
            bad += [x for x in rest for holder in self.forms if self._prints(holder, x)]
            _no(bad or len(frames) > 2, f"Section {section['id']} has three frames, or {bad}")
            for one in inside:
                self._check_form(one, f"Sentence {one['id']}")
                if one["positions"]:
                    self._check_evidence(one, section["theme"], f"Sentence {one['id']}")

    def _check_form(self, one: dict[str, Any], where: str) -> None:
        positions, kind = one["positions"], one["kind"]
        (text, quoted, stray), (note, more, loose) = map(_apart, (one["text"], one["footnote"]))
        evidence = [_fold(y["quote"]) for x in positions for y in x["evidence"]]
        strange = [x for x in quoted + more if not any(x and _fold(x) in y for y in evidence)]
        _no(stray or loose or strange, f"{where} quotes what no evidence contains: {strange}")
        _no(not re.match("(template|llm|human):.", one["generator"]), f"{where} has no author")
        views, holders = {x["view"] for x in positions}, {x["holder"] for x in positions}
        key: list[Any] = [sorted(views - {None}), sorted(holders), one["text"]]
        keys = [key, *([*key, k] for k in range(2, 100))]
        ids = (_sha(json.dumps(x, ensure_ascii=False, separators=(",", ":")))[:10] for x in keys)
        _no(one["id"] not in ids, f"{where} has the id of another")
        wrong = {"view": not views or None in views, "topic": views != {None}}
        wrong["frame"] = bool(positions or one["named"] or one["degree"])
        _no(wrong[kind], f"{where} has views or positions too many for a {kind}, or lacks them")
        pairs = sorted((x["view"] or "", x["holder"]) for x in positions)
        whole = sorted((x or "", y) for x in views for y in holders)
        _no(pairs != whole, f"{where} has a holder that does not hold all its views")
        took = {x["stance"] for x in positions}
        _no(len(took) > 1 or (kind == "topic" and took != {"mentions"}), f"{where} mixes stances")
        given = one["degree"]["word"] if one["degree"] else ""
        said = {x.replace("both", "two") or y for x, y in STATED.findall(text.casefold())}
        vague = FRAME.findall(BRACKET.sub("", text.casefold())) if holders & self.nobody else []
        bad = positions and one["language"] == "en" and {*said, *vague} - {given}
        _no(bad, f"{where} says {bad} where it counts {given or 'nobody'}")
        named, all_of_them = {*one["named"]}, sorted(one["named"]) == sorted(holders)
        four = len(holders) > 6 and len(named) == 4 == len(one["named"]) and named <= holders
        four = four and all(self._prints(x, note) for x in holders)
        four = four and ("e.g." in text or one["language"] != "en")
        unseen = {x for x in named if not self._prints(x, f"{text}\n{note}")}
        _no(unseen or not (all_of_them or four), f"{where} does not name all: {unseen}")
        others = [y for x in BRACKET.findall(text) for y in self._strangers(x, named)]
        others += self._strangers(note, holders)
        _no(positions and others, f"{where} prints {others}, who are not in it")
        if kind == "topic" and one["language"] == "en":
            topic = re.search(TOPIC, BRACKET.sub("", one["text"].casefold()))
            words = _plain(topic[1]) if topic and topic[1].strip() else "\0"
            quotes = [[y["quote"] for y in x["evidence"]] for x in positions]
            has = [any(words in _plain(y + BRACKET.sub("", y)) for y in x) for x in quotes]
            _no(not all(has), f"{where} has a topic that not all its evidence contains")

    def _check_evidence(self, one: dict[str, Any], theme: str | None, where: str) -> None:
        why, stance = set(), one["positions"][0]["stance"]
        for position in one["positions"]:
            holder, view, under = position["holder"], position["view"], []
            for span in position["evidence"]:
                start, end, quote, source = (span[x] for x in ("start", "end", "quote", "source"))
                below = [x for x in self.flat["passages"] if x["source"] == source]
                below = [x for x in below if x["start"] < end and start < x["end"]]
                there = start >= 0 and self.texts[source][start:end] == quote
                _no(not there or _sha(quote) != span["sha256"], f"{where}: {quote} is not there")
                words = re.findall(r"\S*[^\W_]\S*", re.sub(UNSPACED, " ", quote))
                length = len(words) + len(re.findall(UNSPACED, quote)) // 2
                _no(length < 3, f"{where} has evidence of less than three words")
                bound = {*self.ids["sources"][source]["holders"], *(x["holder"] for x in below)}
                _no(holder not in bound, f"{where}: {holder} did not sign the evidence")
                under += below
            own = [x for x in under if (x["view"], x["holder"]) == (view, holder)]
            own = [x for x in own if x["stance"] == stance or x["capacity"] == "relayed"]
            _no(not (own if view else position["evidence"]), f"{where}: {holder} holds no {view}")
            about = self.ids["views"][view]["theme"] if view else theme
            _no(theme not in {None, about}, f"{where} states a view of another theme")
            kinds = {holder} & self.nobody or {x["capacity"] for x in under} & {"relayed", "chair"}
            why.add(max(kinds, default="chair" if holder in self.chairs else ""))
        views, holders = ({x[key] for x in one["positions"]} - {None} for key in ("view", "holder"))
        _no(len(why) > 1, f"{where} mixes own words with relayed ones or the chair's")
        if why != {""}:
            bad = why & {"relayed", *self.nobody} and (stance != "mentions" or not views)
            _no(bad or one["degree"], f"{where} counts relayed words or the chair")
            return
        theme = theme or min(self.ids["views"][x]["theme"] for x in views)
        of = {*self.ids["themes"][theme]["addressed_by"]}
        groups = {self.ids["holders"][x]["group"] for x in holders} - {None, ""}
        opposed = stance in {"against", "mentions"} or bool(views & self.opposed)
        opposed |= bool(views & self.lost) and "general support" not in str(one["degree"])
        rule = RULE | self.paper["engine"]["options"].get("degree", {})
        word = _degree(len(holders), len(of), rule, groups=len(groups), opposed=opposed)
        counted = {"word": word, "n": len(holders), "of": len(of)}
        _no(one["degree"] != counted or holders - of, f"{where} is to count {counted}")
        _no(views and stance == "mentions", f"{where} has a view that is only mentioned")

    def _check_rest(self) -> None:
        sentences = self.flat["sentences"]
        cited = {(x["view"], x["holder"], y["id"]) for y in sentences for x in y["positions"]}
        told = {x[:2] for x in cited} | {(x["view"], x["holder"]) for x in self.rows if x["reason"]}
        _no(self.held - told, f"Neither a sentence nor positions.csv has {self.held - told}")
        for row in self.rows:
            view, mine = self.ids["views"][row["view"]], row["holder"]
            own = {x for x in view["passages"] if self.ids["passages"][x]["holder"] == mine}
            bad = (row["view"], mine, row["sentence"]) not in cited and not row["reason"]
            bad = bad or bool(row["sentence"] and row["reason"]) or mine in self.nobody
            bad |= not set() < {*row["passages"].split()} <= own or row["theme"] != view["theme"]
            words = {row["wording"], row["wording"][1:]}  # an apostrophe keeps formulas asleep
            _no(bad or not words & {*view["wordings"]}, f"positions.csv is wrong: {row}")
        for one in self.flat["oppositions"]:
            sides = [*one["for"], *one["against"]]
            bad = any(not {(view, x) for view in one["views"]} & self.held for x in sides)
            bad = bad or not one["for"] or not one["against"] or len({*sides}) < len(sides)
            _no(bad, f"The opposition of {one['views']} has a side that is none")


def _main() -> int:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    try:
        Bundle(out)
    except (OSError, LookupError, TypeError, ValueError, AttributeError) as error:
        WRONG.append(f"The bundle has not the form of docs/evidence-format.md: {error!r}.")
    print("\n".join(WRONG) or "Every invariant holds.")
    return 1 if WRONG else 0


if __name__ == "__main__":
    sys.exit(_main())
