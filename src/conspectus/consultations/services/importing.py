"""A transcript comes in: a child reads the file, and what it says waits for a review."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from conspectus.consultations import rules
from conspectus.consultations.models import Intervention, Meeting, Speaker, Transcript
from conspectus.contributions.services.files import LARGEST_FILE, KeptFile, keep_file, safe_name
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.plain import plain
from conspectus.core.text import in_language
from conspectus.formats.readers.errors import ReaderError
from conspectus.formats.sandbox import read_transcript_path
from conspectus.formats.transcripts import matching
from conspectus.formats.transcripts import transcript as told
from conspectus.people.models import Organisation, Person

LONGEST_S: Final = 30
"""Seconds for one file: somebody waits for the page."""

HEARD: Final = "the same label in this meeting"
"""How somebody is proposed whom another file of the meeting names."""

_CERTAIN: Final = frozenset(
    {told.SpeakerKind.PERSON, told.SpeakerKind.ORGANISATION, told.SpeakerKind.CHAIR}
)


Reader = Callable[[bytes, str], told.Transcript]
"""Bytes and name of a file → its transcript; raises SiteError."""


def import_transcript(
    meeting: Meeting, stream: BinaryIO, *, name: str, language: str, read: Reader
) -> Transcript:
    """Keeps what a file says for a review; nothing of it is public yet. ``read``: `read_in_child`.

    Of a meeting without attribution only the words are kept: no speaker, no file, nothing that was
    left out, no time.

    Raises:
        SiteError: it is too large or cannot be read, or it tells nobody's turns.
    """
    content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise SiteError(
            _("“%(name)s” is larger than %(count)s MB.")
            % {"name": safe_name(name), "count": LARGEST_FILE >> 20},
            field="file",
        )
    found = read(content, name)
    if len({one.name for one in found.turns}) > rules.MOST_SPEAKERS:
        raise SiteError(
            _("“%(name)s” seems to name more than %(count)s speakers: look at its labels.")
            % {"name": safe_name(name), "count": rules.MOST_SPEAKERS},
            field="file",
        )
    kept = keep_file(io.BytesIO(content), name=name) if meeting.is_attributed else None
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)  # two at once: one after the other
        made = _write_transcript(meeting, found, language=language, kept=kept)
        speakers = _write_speakers(made, found.turns) if kept else {}
        _write_interventions(made, found, speakers)
    return made


def read_in_child(content: bytes, name: str) -> told.Transcript:
    """As strangers' files are read: in a process with limits.

    Raises:
        SiteError: it cannot be read, or tells nobody's turns.
    """
    with tempfile.TemporaryDirectory(prefix="conspectus-transcript-") as folder:
        path = Path(folder, safe_name(name))
        path.write_bytes(content)
        try:
            return read_transcript_path(path, timeout_s=LONGEST_S)
        except ReaderError as error:
            raise SiteError(str(error), field="file") from error


def _write_transcript(
    meeting: Meeting, found: told.Transcript, *, language: str, kept: KeptFile | None
) -> Transcript:
    last = Transcript.objects.filter(meeting=meeting).aggregate(last=Max("k"))["last"]
    said = sum(_weight(found.text[s.start : s.end]) for turn in found.turns for s in turn.spans)
    return Transcript.objects.create(
        meeting=meeting,
        k=(last or 0) + 1,
        file=kept.path if kept else "",
        file_name=kept.name if kept else "",
        media_type=kept.media_type if kept else "",
        sha256=kept.sha256 if kept else "",
        language=language,
        form=found.form,
        characters=_weight(found.text),
        said=said,
        removed=_removed(found) if kept else [],
        disclaimers=[plain(one) for one in found.disclaimers] if kept else [],
        received=stamp(),
    )


def _weight(text: str) -> int:
    """Characters, white space apart."""
    return len("".join(text.split()))


def _removed(found: told.Transcript) -> list[list[str]]:
    cut = ((one.why, found.text[one.start : one.end]) for one in found.removed)
    return [[str(why), plain(words).strip()] for why, words in cut if words.strip()]


def _write_speakers(transcript: Transcript, turns: Sequence[told.Turn]) -> dict[str, Speaker]:
    """By the name as printed, in the order in which they first spoke."""
    by_name: dict[str, list[told.Turn]] = {}
    for turn in turns:
        if name := _name(turn):
            by_name.setdefault(name, []).append(turn)
    proposals = proposals_for(list(by_name))
    heard = heard_before(transcript)
    made = [
        Speaker(
            transcript=transcript,
            name=name,
            written=plain(said[0].speaker)[:100] if said[0].speaker != said[0].name else "",
            kind=said[0].kind,
            turns=len(said),
            sample=plain(" ".join(said[0].text.split()))[:200],
            proposals=[*heard.get(matching.bare(name), []), *proposals.get(name, [])],
            doubtful=said[0].kind not in _CERTAIN or _is_short(name, proposals.get(name, [])),
        )
        for name, said in by_name.items()
    ]
    Speaker.objects.bulk_create(made)
    return {one.name: one for one in made}


def _is_short(name: str, proposals: Sequence[Mapping[str, object]]) -> bool:
    """Whether initials stand there that no list of those present resolves: a person, or a body."""
    is_known = any(one["certain"] for one in proposals)
    return not is_known and name.isupper() and len(name) <= rules.LONGEST_INITIALS


def _name(turn: told.Turn) -> str:
    return plain(turn.name or turn.speaker).strip()[:300]


def proposals_for(names: Sequence[str]) -> dict[str, list[dict[str, object]]]:
    """For each name who it may be: people and organisations that the installation knows."""
    known = [
        matching.Known(f"person:{key}", name)
        for key, name in Person.objects.order_by("pk").values_list("pk", "name")
    ]
    aliases: dict[int, list[str]] = {}
    for key, alias in Organisation.objects.values_list("pk", "aliases__name"):
        aliases.setdefault(key, []).append(alias or "")
    known += [
        matching.Known(f"organisation:{key}", name, tuple(sorted(filter(None, aliases[key]))))
        for key, name in Organisation.objects.order_by("pk").values_list("pk", "name")
    ]
    found: dict[str, list[dict[str, object]]] = {}
    for one in matching.propose(names, known):
        found.setdefault(one.speaker, []).append(
            {"key": one.key, "name": one.name, "how": one.how, "certain": one.certain}
        )
    return found


def heard_before(transcript: Transcript) -> dict[str, list[dict[str, object]]]:
    """Labels of the meeting's other files → whom they stand for there, where that is one."""
    others = Speaker.objects.filter(transcript__meeting=transcript.meeting).exclude(written="")
    named: dict[str, dict[str, int]] = {}
    for key, written, name in others.order_by("-pk").values_list("pk", "written", "name"):
        named.setdefault(matching.bare(written), {})[name] = key
    return {
        written: [{"key": f"speaker:{key}", "name": name, "how": HEARD, "certain": False}]
        for written, names in named.items()
        if len(names) == 1
        for name, key in names.items()
    }


def _write_interventions(
    transcript: Transcript, found: told.Transcript, speakers: Mapping[str, Speaker]
) -> None:
    meeting = transcript.meeting
    items = _items(meeting)
    made = []
    for order, turn in enumerate(found.turns, start=1):
        heading = plain(found.items[turn.item].title).strip() if turn.item is not None else ""
        one = Intervention(
            meeting=meeting,
            transcript=transcript,
            order=order,
            item=items.get(matching.bare(heading)) if heading else None,
            language=turn.language or transcript.language,
            text=plain(turn.text).strip(),
        )
        if meeting.is_attributed:
            _write_circumstances(one, turn, speakers.get(_name(turn)), heading)
        made.append(one)
    Intervention.objects.bulk_create(made, batch_size=200)


def _write_circumstances(
    one: Intervention, turn: told.Turn, speaker: Speaker | None, heading: str
) -> None:
    """What may tell who spoke."""
    one.speaker = speaker
    one.heading = heading[:300]
    one.capacity, one.channel = plain(turn.capacity)[:200], turn.channel[:10]
    one.seconds, one.clock = turn.time, turn.clock
    one.notes = [plain(note) for note in turn.stage_notes]
    one.doubtful = turn.doubtful or speaker is None


def _items(meeting: Meeting) -> dict[str, int]:
    """Title of an agenda item, as compared → its number."""
    found: dict[str, int] = {}
    for number, titles in enumerate(meeting.agenda, start=1):
        for title in (*titles.values(), f"{number}. {in_language(titles)[0]}"):
            found.setdefault(matching.bare(title), number)
    return found
