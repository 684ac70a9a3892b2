"""The words that writers add to a paper, such as headings of annexes and tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """One language's words; ``{…}`` are filled in by the writers."""

    language: str
    reference: str
    status: str
    date: str
    original: str
    cut_off: str
    contents: str
    skip: str
    paragraph: str
    note: str
    who: str
    sentence: str
    permalink: str
    back: str
    of: str
    llm: str
    llm_short: str
    cross_language: str
    unpublished: str
    contribution: str
    intervention: str
    post: str
    annex: str
    submissions: str
    speakers: str
    glossary: str
    not_reflected: str
    not_reflected_short: str
    method: str
    coverage: str
    balance: str
    notes: str
    number: str
    title: str
    received: str
    late: str
    reason_head: str
    term: str
    meaning: str
    found_in: str
    contributor: str
    contributors: str
    contributors_and_speakers: str
    views: str
    share_of_input: str
    share_of_text: str
    input_head: str
    text_head: str
    by_group: str
    by_region: str
    chart_row: str
    none: str
    untitled: str
    total: str
    readable: str
    cited: str
    sources: str
    evidence: str
    disclaimer: str
    stances: tuple[str, str, str, str]
    reasons: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    months: tuple[str, ...]

    def stance(self, stance: str) -> str:
        """The word for a stance."""
        return self.stances[("for", "against", "conditional", "mentions").index(stance)]

    def reason(self, reason: str) -> str:
        """A reason of the closed list (DESIGN §5), "code" or "code: detail", in words."""
        code, _, detail = reason.partition(":")
        words = dict(self.reasons).get(code.strip(), code.strip())
        return f"{words} ({detail.strip()})" if detail.strip() else words

    def language_name(self, code: str | None) -> str:
        """The name of a language; its code where there is no name."""
        return dict(self.languages).get(code or "", code or "")

    def day(self, iso: str | None) -> str:
        """An ISO date as "15 June 2031"; anything else as it is."""
        parts = (iso or "")[:10].split("-")
        if len(parts) != 3 or not all(part.isdigit() for part in parts):
            return iso or ""
        year, month, day = (int(part) for part in parts)
        return f"{day} {self.months[month - 1]} {year}" if 1 <= month <= 12 else iso or ""


ENGLISH = Labels(
    language="en",
    reference="Reference",
    status="Version",
    date="Date",
    original="Original",
    cut_off="Contributions received up to",
    contents="Contents",
    skip="Skip to the text",
    paragraph="Paragraph {number}",
    note="Note {number}",
    who="Who says so?",
    sentence="Sentence {number}",
    permalink="Link to this sentence",
    back="Back to the text",
    of="{n} of {of} that addressed this matter",
    llm="wording proposed by a language model ({model}, prompt {prompt})",
    llm_short="LM",
    cross_language="(in {language})",
    unpublished="The contributor asked that the text not be published.",
    contribution="Contribution {number}",
    intervention="Intervention {number}",
    post="Online forum, message {number}",
    annex="Annex {number}.",
    submissions="Submissions by contributor",
    speakers="Speakers and interventions drawn on",
    glossary="Glossary",
    not_reflected="Submissions not reflected, with the reason",
    not_reflected_short="Not reflected",
    method="Method, coverage and balance",
    coverage="Coverage: what of the input the paper reflects",
    balance="Balance: whose voice the paper carries",
    notes="Notes on the input",
    number="No.",
    title="Title",
    received="Date",
    late="received after the cut-off date",
    reason_head="Reason",
    term="Term",
    meaning="Meaning",
    found_in="Found in",
    contributor="Contributor",
    contributors="Contributors",
    contributors_and_speakers="Contributors and speakers",
    views="Distinct views",
    share_of_input="Share of input (contributors)",
    share_of_text="Share of text (attributed views)",
    input_head="Share of input",
    text_head="Share of text",
    by_group="Input and text by stakeholder group",
    by_region="Input and text by region",
    chart_row="{name}: {first} of input, {second} of text",
    none="None.",
    untitled="Untitled",
    total="Received",
    readable="Readable",
    cited="Cited",
    sources="Contributions and interventions",
    evidence=(
        "The words behind each sentence, with holder, source and place, stand in paper.html "
        "(“Who says so?”) and in paper.json; verify.py checks them."
    ),
    disclaimer=(
        "The designations employed and the presentation of material in this paper do not imply "
        "the expression of any opinion whatsoever concerning the legal status of any country, "
        "territory, city or area, or of its authorities, or concerning the delimitation of its "
        "frontiers or boundaries. Names and groups are given as contributors signed them."
    ),
    stances=("holds this", "opposes this", "holds this on a condition", "addresses this"),
    reasons=(
        ("unreadable", "The file could not be read"),
        ("empty", "The file holds no text"),
        ("no view", "States no view on the themes"),
        ("outside the themes", "Concerns matters outside the themes"),
        ("duplicate", "Duplicate of another contribution"),
        ("excluded", "Excluded by the secretariat"),
        ("not for publication", "Not for publication at the contributor's request"),
        ("after cut-off", "Received after the cut-off date"),
        ("withdrawn", "Withdrawn by the contributor"),
    ),
    languages=(
        ("ar", "Arabic"),
        ("de", "German"),
        ("en", "English"),
        ("es", "Spanish"),
        ("fr", "French"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("zh", "Chinese"),
    ),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)


def labels_for(language: str) -> Labels:
    """The words for a paper in ``language``; English where there are none."""
    return LABELS.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)


LABELS = {"en": ENGLISH}
