"""What pages say of a speaking queue: why somebody is where, who that is, how long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from conspectus.consultations.models import QueueRequest, SpeakingQueue
from conspectus.consultations.queueing import Act, Channel, Kind, Reason, Why
from conspectus.consultations.services.queue_options import OPTIONS
from conspectus.core.moments import zone_named
from conspectus.core.text import in_language
from conspectus.people.models import StakeholderGroup

KINDS: Final[Mapping[str, Promise]] = {
    Kind.INTERVENTION: gettext_lazy("Intervention"),
    Kind.POINT: gettext_lazy("Point of order"),
    Kind.REPLY: gettext_lazy("Reply"),
}

CHANNELS: Final[Mapping[str, Promise]] = {
    Channel.ROOM: gettext_lazy("In the room"),
    Channel.REMOTE: gettext_lazy("From afar"),
    Channel.TEXT: gettext_lazy("In writing"),
}

ACTS: Final[Mapping[str, Promise]] = {
    Act.MOVE: gettext_lazy("Moved"),
    Act.SKIP: gettext_lazy("Skipped"),
    Act.NOW: gettext_lazy("Called out of turn"),
    Act.WITHDRAW: gettext_lazy("taken back"),
    OPTIONS: gettext_lazy("Options changed"),
}

WHO: Final[Mapping[str, Promise]] = {
    SpeakingQueue.Who.ANYBODY: gettext_lazy("anybody"),
    SpeakingQueue.Who.ACCOUNTS: gettext_lazy("whoever has an account"),
    SpeakingQueue.Who.CHAIR: gettext_lazy("nobody: the chair adds who raises a hand"),
}


Time = Callable[[Reason], str]

_TELLING: Final = frozenset({Why.CLASS, Why.SHARE, Why.DELAY})
"""Reasons that tell class, group or channel: not where nobody is told who spoke."""


def why(reasons: Iterable[Reason], zone: str, *, is_named: bool, is_exact: bool = False) -> str:
    """Why somebody is at a place, in words. ``zone``: the meeting's.

    ``is_exact``: with seconds. In public they would tell who of a hall has pressed a button.
    """
    said = (one for one in reasons if is_named or one.why not in _TELLING)
    at = partial(_time, zone=zone, pattern="%H:%M:%S" if is_exact else "%H:%M")
    return _(", ").join(_SAID[one.why](one, at) for one in said)


def _time(one: Reason, *, zone: str, pattern: str) -> str:
    return f"{one.value.astimezone(zone_named(zone)):{pattern}}"  # type: ignore[union-attr]


def _turn(one: Reason, _at: Time) -> str:
    return _("turn %(number)s") % {"number": one.value}


def _share(one: Reason, _at: Time) -> str:
    count = int(one.value or 0)  # type: ignore[arg-type]
    said = ngettext(
        "its group had %(count)s turn before", "its group had %(count)s turns before", count
    )
    return said % {"count": count}


def _class(one: Reason, _at: Time) -> str:
    return str(one.value) if one.value else _("no class")


def _delay(one: Reason, _at: Time) -> str:
    said = _("counted %(number)s seconds earlier, which the line takes")
    return said % {"number": one.value}


_SAID: Mapping[Why, Callable[[Reason, Time], str]] = {
    Why.POINT: lambda _one, _at: _("point of order"),
    Why.REPLY: lambda _one, _at: _("reply"),
    Why.GOES_ON: lambda _one, _at: _("goes on after a point of order"),
    Why.MOVED: lambda _one, _at: _("put here by the chair; the log says why"),
    Why.SKIPPED: lambda one, at: _("skipped at %(time)s") % {"time": at(one)},
    Why.ITEM: lambda one, _at: _("waits for agenda item %(number)s") % {"number": one.value},
    Why.FIRST: lambda _one, _at: _("first turn"),
    Why.AGAIN: _turn,
    Why.CLASS: _class,
    Why.SHARE: _share,
    Why.DELAY: _delay,
    Why.ASKED: lambda one, at: _("asked at %(time)s") % {"time": at(one)},
}


def called(row: QueueRequest, *, is_named: bool) -> str:
    """Who asks, as printed; in a meeting without attribution nobody is told."""
    if is_named and row.name:
        return row.name
    return _("Request %(number)s") % {"number": row.number}


def capacity_of(row: QueueRequest, *, is_named: bool) -> str:
    """In which capacity and for whom; "" where there is neither, or nobody is told."""
    if not is_named:
        return ""
    behalf = _("on behalf of %(name)s") % {"name": row.on_behalf_of} if row.on_behalf_of else ""
    return _(", ").join(filter(None, (row.capacity, behalf)))


def length(seconds: float) -> str:
    """ "2:05": minutes and seconds; "−0:12" where the time is over."""
    whole = abs(round(seconds))
    return f"{'−' if seconds < 0 else ''}{whole // 60}:{whole % 60:02}"


def group_rows(rows: Sequence[tuple[StakeholderGroup | None, int]]) -> list[tuple[str, int]]:
    """Groups by name, with seconds."""
    return [
        (in_language(group.names)[0] if group else _("no group"), seconds)
        for group, seconds in rows
    ]


def channel_rows(rows: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Channels by name, with seconds."""
    return [(str(CHANNELS[channel]), seconds) for channel, seconds in rows]


def chosen_words(queue: SpeakingQueue) -> list[str]:
    """The options as sentences, each of them, in the order in which they count."""
    said = [_("Everybody stands in one list: in the room, from afar, in writing.")]
    if queue.first_turns:
        said.append(_("First turns come before all others."))
    if queue.classes:
        names = _(", ").join(queue.classes)
        said.append(_("In this order of precedence: %(names)s.") % {"names": names})
    if queue.shares:
        said.append(_("The group that had the fewest turns comes first."))
    said.append(_("Then the time of the request decides."))
    if queue.remote_delay_s:
        late = _("Requests from afar and in writing count %(number)s seconds earlier.")
        said.append(late % {"number": queue.remote_delay_s})
    if queue.limit_s:
        said.append(_("An intervention takes at most %(time)s.") % {"time": length(queue.limit_s)})
    if queue.short_limit_s:
        short = _("A point of order or a reply takes at most %(time)s.")
        said.append(short % {"time": length(queue.short_limit_s)})
    said.append(_("Points of order come at once, replies when the list has ended."))
    return said
