"""What the pages of the map call things; message ids, translated where they are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MARKS = {
    "shared": _("held by several"),
    "single": _("single voices"),
    "opposed": _("contributors differ"),
    "list": _("lists"),
    "definition": _("definitions"),
    "disputed": _("disputed definitions"),
    "campaign": _("campaigns"),
    "unprinted": _("not in the text"),
}

QUESTIONS = {
    "merge?": _("One view?"),
    "cross-language?": _("The same in another language?"),
    "opposition?": _("Do they differ?"),
    "oppose?": _("Do they differ?"),
    "claim?": _("A view?"),
    "own or relayed?": _("Own or relayed?"),
    "theme?": _("Which theme?"),
    "criticism of a named party?": _("Criticism of a named party?"),
    "contradicting corrections": _("Contradicting corrections"),
    "dormant correction": _("Dormant correction"),
}

CORRECTIONS = {
    "same": _("one view"),
    "different": _("different views"),
    "theme": _("other theme"),
    "stance": _("stance"),
    "not_a_claim": _("not a view"),
    "relayed": _("relayed"),
    "not_held": _("not of this view"),
    "oppose": _("they exclude each other"),
    "quote": _("quote"),
    "exclude": _("left out"),
    "alias": _("other name"),
    "wording": _("wording"),
    "reword": _("sentence reworded"),
    "add": _("sentence added"),
    "leave_out": _("sentence left out"),
    "move": _("sentence moved"),
    "heading": _("heading"),
    "verbatim": _("own words"),
    "without_name": _("without name"),
    "note": _("note of a holder"),
}

STATES = {
    "new": _("waits for the next draft"),
    "holds": _("holds"),
    "stopped": _("stopped by the check"),
    "dormant": _("dormant"),
    "overruled": _("a later one holds"),
    "undone": _("taken back"),
}

STANCES = {
    "for": _("for"),
    "against": _("against"),
    "conditional": _("on a condition"),
    "mentions": _("only mentions it"),
}

CAPACITIES = {
    "own": _("own view"),
    "on_behalf_of": _("on behalf of others"),
    "personal": _("in a personal capacity"),
    "chair": _("as chair"),
    "relayed": _("relayed"),
}

DEGREES = {
    "one": _("one"),
    "two": _("two"),
    "number": _("a number"),
    "several": _("several"),
    "many": _("many"),
    "most": _("most"),
    "general support": _("general support"),
}
