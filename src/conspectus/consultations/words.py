"""What lists of consultations are called on pages, and who is printed beside words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from conspectus.consultations.models import Intervention, Meeting, MinutesPoint

KINDS: Mapping[str, Promise] = {
    Meeting.Kind.CONSULTATION: _("Open consultation"),
    Meeting.Kind.SESSION: _("Session"),
    Meeting.Kind.GROUP: _("Meeting of a group"),
}

MODES: Mapping[str, Promise] = {
    Meeting.Mode.PUBLIC: _("Public"),
    Meeting.Mode.OBSERVERS: _("Open to observers"),
    Meeting.Mode.NON_ATTRIBUTION: _("Without attribution: nobody is told who spoke"),
}

ADMISSIONS: Mapping[str, Promise] = {
    Meeting.Admission.EVERYBODY: _("Anybody"),
    Meeting.Admission.REGISTERED: _("Whoever has registered"),
    Meeting.Admission.MEMBERS: _("Members of the group"),
}

FLOORS: Mapping[str, Promise] = {
    Meeting.Floor.EVERYBODY: _("Everybody who takes part"),
    Meeting.Floor.INVITED: _("Members, and observers whom the chair invites to speak"),
    Meeting.Floor.MEMBERS: _("Members alone"),
}

CHANNELS: Mapping[str, Promise] = {
    "room": _("in the room"),
    "remote": _("remote"),
    "text": _("in writing"),
}

REMOVED: Mapping[str, Promise] = {
    "speaker label": _("Names before what is said"),
    "stage note": _("Stage notes"),
    "heading": _("Headings"),
    "disclaimer": _("Disclaimers"),
    "attendance": _("Lists of those present"),
    "timing": _("Times"),
    "markup": _("Marks of the file format"),
    "correction": _("Corrections asked for in the text"),
    "document read or quoted": _("Documents read or quoted"),
    "said by nobody": _("Text that nobody says"),
    "repeated caption": _("Captions that repeat the one before"),
}
"""`formats.transcripts.transcript.Why`."""

POINTS: Mapping[str, Promise] = {
    MinutesPoint.Kind.DECISION: _("Decision"),
    MinutesPoint.Kind.ACTION: _("Action point"),
}


def spoken_by(one: Intervention) -> str:
    """The speaker as printed; "" where nobody is named, and always in a meeting without names."""
    if one.state == Intervention.State.ERASED or one.speaker is None:
        return ""
    return one.speaker.name
