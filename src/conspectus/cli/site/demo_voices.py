"""What was said and written besides the contributions of the sample: a meeting, an online forum."""

from __future__ import annotations

import datetime as dt
import importlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = ("ar", "es", "fr", "ru", "zh")
GROUPS: Final = (14, 12, 4)
"""Participants of the online forum: two groups of opinion, and some between them."""

SPEAKS_S: Final = 40
"""Seconds for which each speaker of the queue has the floor."""

_CONSULTATIONS: Final = "conspectus.consultations"
_DISCUSSION: Final = "conspectus.discussion"


def add_voices(cycle: Any, folder: Path, *, secretariat: Any) -> bool:  # noqa: ANN401 - models
    """Adds what ``folder`` tells to a cycle; ``False``: it is there already.

    Args:
        cycle: of the demonstration.
        folder: with ``meeting.toml``, its captions, and ``online_forum.toml``.
        secretariat: the account that takes the minutes.
    """
    models = importlib.import_module(f"{_CONSULTATIONS}.models")
    if models.Meeting.objects.filter(cycle=cycle).exists():
        return False
    forum = tomllib.loads((folder / "online_forum.toml").read_text("utf-8"))
    with importlib.import_module("django.db.transaction").atomic():  # all of it, or nothing
        _hold_meeting(cycle, folder, secretariat)
        _open_online_forum(cycle, forum)
    return True


def _in_languages(said: Mapping[str, Any], key: str) -> dict[str, str]:
    """A text and its translations: ``title``, ``title_fr`` and so on."""
    others = {one: said[f"{key}_{one}"] for one in LANGUAGES if f"{key}_{one}" in said}
    return {"en": str(said[key]), **others}


def _hold_meeting(cycle: Any, folder: Path, secretariat: Any) -> None:  # noqa: ANN401 - models
    told = tomllib.loads((folder / "meeting.toml").read_text("utf-8"))
    meetings = importlib.import_module(f"{_CONSULTATIONS}.services.meetings")
    said = meetings.Announced(
        kind=told["kind"],
        mode="public",
        titles=_in_languages(told, "title"),
        agenda=[{"en": one["title"]} for one in told["item"]],
        **{name: told[name] for name in ("starts", "ends", "time_zone", "chair", "place")},
    )
    meeting = meetings.add_meeting(cycle, slug=told["slug"], said=said)
    _give_the_floor(meeting, told["request"])
    _write_down(meeting, folder / told["captions"])
    _minute(meeting, told, secretariat)


def _give_the_floor(meeting: Any, requests: list[dict[str, Any]]) -> None:  # noqa: ANN401
    """Each request is asked for when it was, called in the order of the queue, and ended."""
    options = importlib.import_module(f"{_CONSULTATIONS}.services.queue_options")
    queue = importlib.import_module(f"{_CONSULTATIONS}.services.queue")
    groups = importlib.import_module("conspectus.people.models").StakeholderGroup.objects
    chosen = options.Chosen(
        classes=[], first_turns=True, shares=False, limit_s=180, short_limit_s=60, remote_delay_s=0
    )
    made = options.publish_options(meeting, chosen=chosen, by=None, at=meeting.starts)
    queue.open_queue(made, at=meeting.starts)
    at = meeting.starts
    for number, one in enumerate(requests):
        at = meeting.starts + dt.timedelta(seconds=one["asked_s"])
        wish = queue.Wish(
            group=groups.filter(tree=meeting.cycle.forum.group_tree_id, slug=one["group"]).first(),
            **{name: one[name] for name in ("name", "capacity", "channel")},
        )
        queue.ask(made, wish, key=f"demo-{number}", at=at, by_chair=True)
    for _one in requests:
        queue.call_next(made, at=at)
        at += dt.timedelta(seconds=SPEAKS_S)
        queue.end_current(made, at=at)
    queue.close_queue(made, at=at)


def _write_down(meeting: Any, captions: Path) -> None:  # noqa: ANN401 - a model
    """Captions become the public transcript; each speaker is as printed there."""
    importing = importlib.import_module(f"{_CONSULTATIONS}.services.importing")
    publishing = importlib.import_module(f"{_CONSULTATIONS}.services.publishing")
    with captions.open("rb") as stream:
        made = importing.import_transcript(
            meeting, stream, name=captions.name, language="en", read=importing.read_in_child
        )
    publishing.publish_transcript(made)


def _minute(meeting: Any, told: Mapping[str, Any], secretariat: Any) -> None:  # noqa: ANN401
    minutes = importlib.import_module(f"{_CONSULTATIONS}.services.minutes")
    points = importlib.import_module(f"{_CONSULTATIONS}.services.minutes_points")
    publishing = importlib.import_module(f"{_CONSULTATIONS}.services.minutes_publishing")
    for number, item in enumerate(told["item"], start=1):
        typed = minutes.Typed(text=item["notes"].strip(), base=0, tab="demo")
        minutes.save_notes(meeting, item=number, typed=typed, by=secretariat)
    for point in told["point"]:
        points.add_point(meeting, written=points.Written(**point))
    said = publishing.Said(language="en", prepared_by="Secretariat")
    publishing.publish_minutes(meeting, said=said, by=secretariat)


def _open_online_forum(cycle: Any, told: Mapping[str, Any]) -> None:  # noqa: ANN401 - a model
    forums = importlib.import_module("conspectus.forums.models")
    categories = importlib.import_module(f"{_DISCUSSION}.services.categories")
    first = min(post["on"] for thread in told["thread"] for post in thread["post"])
    forums.Phase.objects.create(cycle=cycle, action=forums.Phase.Action.DISCUSS, opens=first)
    category = categories.add_category(
        cycle,
        slug=told["slug"],
        names=_in_languages(told, "name"),
        descriptions={"en": told["description"]},
        theme=forums.Theme.objects.filter(cycle=cycle, slug=told["theme"]).first(),
    )
    for thread in told["thread"]:
        _write_thread(category, thread)
    _respond(category, told["proposition"])


def _write_thread(category: Any, told: Mapping[str, Any]) -> None:  # noqa: ANN401 - a model
    posting = importlib.import_module(f"{_DISCUSSION}.services.posting")
    posts: list[Any] = []
    for one in told["post"]:
        author = posting.Author(
            email=f"{one['name'].split()[0].lower()}@example.org",
            name=one["name"],
            organisation=one.get("organisation", ""),
            capacity="organisation" if "organisation" in one else "personal",
        )
        written = posting.Written(
            author=author,
            text=one["text"].strip(),
            title=told["title"],
            reply_to=posts[one["answers"] - 1] if "answers" in one else None,
        )
        key = f"demo-{told['title']}-{len(posts)}"[:60]
        thread = posts[0].thread if posts else None
        posts.append(
            posting.receive_post(category, thread, written, key=key, at=one["on"], is_verified=True)
        )


def _respond(category: Any, told: list[dict[str, Any]]) -> None:  # noqa: ANN401 - a model
    """Propositions and everybody's answers; the job that draws their map waits then."""
    links = importlib.import_module(f"{_DISCUSSION}.services.links")
    propositions = importlib.import_module(f"{_DISCUSSION}.services.propositions")
    scope = category.cycle.scope
    hands = [links.participant_of(scope, f"hand{n}@example.org") for n in range(sum(GROUPS))]
    for number, one in enumerate(told):
        at = dt.datetime(2026, 3, 22, 8, tzinfo=dt.UTC) + dt.timedelta(hours=2 * number)
        made = propositions.propose(
            category, participant=hands[number], text=one["text"], language="en", at=at
        )
        made.refresh_from_db()
        for hand, answer in zip(hands, _answers(one["agree"], number), strict=True):
            propositions.respond(
                category, participant=hand, number=made.number, answer=answer, at=at
            )


def _answers(agree: list[int], number: int) -> Iterator[int]:
    """So many of each group agree; which of them, turns with the proposition."""
    for share, size in zip(agree, GROUPS, strict=True):
        for n in range(size):
            yield 1 if ((n + 3 * number) % size) * 100 < share * size else -1
