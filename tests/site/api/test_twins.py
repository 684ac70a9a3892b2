"""Whatever a page gives to read, an operation gives to programs."""

from __future__ import annotations

from conspectus.site.api.openapi import document
from tests.contracts.routes import routes

TWINS = {
    "front": "api-forums",
    "forum": "api-forum",
    "mandate": "api-mandate",
    "glossary": "api-glossary",
    "cycle": "api-cycle",
    "themes": "api-themes",
    "calendar": "api-dates",
    "calendar-file": "api-phases",
    "documents": "api-documents",
    "documents-feed": "api-documents",
    "document": "api-document",
    "call": "api-call",
    "register": "api-contributions",
    "register-feed": "api-contributions",
    "register-export": "api-export-contributions-jsonld",
    "register-export-files": "api-paragraphs",
    "contribution": "api-contribution",
    "contribution-reflected": "api-reflections",
    "contribution-file": "api-version",
    "contribution-version": "api-version",
    "contribution-part": "api-paragraphs",
    "contribution-paragraph": "api-paragraph",
    "version-changes": "api-version-changes",
    "contribution-translation-newest": "api-contribution-translations",
    "contribution-translation-paragraph": "api-contribution-translation",
    "contribution-translation": "api-contribution-translation",
    "contribution-translation-file": "api-contribution-translation",
    "contribution-translation-part": "api-contribution-translation",
    "organisation": "api-organisation",
    "person": "api-person",
    "organisation-papers": "api-organisation-papers",
    "person-papers": "api-person-papers",
    "papers": "api-papers",
    "paper-newest": "api-paper",
    "paper": "api-paper-version",
    "paper-section": "api-sentences",
    "paper-annex": "api-annex",
    "paper-who": "api-evidence",
    "paper-file": "api-paper-version",
    "paper-sentences": "api-sentences",
    "paper-positions": "api-positions",
    "paper-positions-table": "api-export-positions-jsonld",
    "paper-holders": "api-holders",
    "paper-holder": "api-holder",
    "paper-coverage": "api-paper-version",
    "paper-balance": "api-annex",
    "paper-changes": "api-changes",
    "paper-changes-page": "api-changes",
    "paper-comments": "api-comments",
    "paper-comments-page": "api-comments",
    "paper-comment": "api-comment",
    "paper-replies": "api-replies",
    "paper-since": "api-since",
    "paper-since-file": "api-since",
    "paper-translation": "api-translations",
    "paper-translation-part": "api-translation",
    "paper-translation-file": "api-translation",
    **dict.fromkeys(
        (
            *("discussion", "discussion-export", "discussion-feed", "discussion-moderation"),
            *("category", "category-page", "category-feed", "thread", "thread-page", "thread-feed"),
            *("post", "post-text"),
        ),
        "discussion-export",
    ),
    **dict.fromkeys(
        ("propositions", "propositions-map", "propositions-page", "propositions-export"),
        "propositions-export",
    ),
    **dict.fromkeys(
        (
            *("meetings", "meetings-page", "meetings-feed", "meeting", "meeting-calendar"),
            *("meeting-export", "meeting-transcript", "meeting-transcript-page", "intervention"),
            *("intervention-part", "meeting-corrigendum", "meeting-corrigendum-page"),
        ),
        "meeting-export",
    ),
    **dict.fromkeys(
        ("meeting-queue", "meeting-queue-log", "meeting-queue-screen", "meeting-queue-export"),
        "meeting-queue-export",
    ),
    **dict.fromkeys(
        ("meeting-transcripts", "transcript", "transcript-export", "transcript-file"),
        "transcript-export",
    ),
    **dict.fromkeys(("minutes", "minutes-version", "minutes-version-page"), "minutes-export"),
    "minutes-export": "minutes-export",
    "minutes-versions": "api-minutes",
    **dict.fromkeys(("meetings-actions", "meetings-actions-page"), "api-actions"),
    **dict.fromkeys(("participants", "participants-page"), "api-participants"),
    **dict.fromkeys(("side-by-side", "side-by-side-page"), "meeting-export"),
    "meeting-live": "api-live",
    "meeting-live-earlier": "api-captions",
    "meeting-live-events": "api-captions",
    "record": "api-record",
    "record-files": "api-record",
    "record-file": "api-leaves",
    "search": "api-search",
    "search-forum": "api-search-forum",
    "search-cycle": "api-search-cycle",
}
"""Page → the operation that gives what it shows."""

NOTHING_TO_READ = {
    *("healthz", "readyz", "robots", "sitemap", "sitemaps"),
    *("discussion-sent",),  # the same for whoever has sent a post
    "paper-comment-sent",  # what comes next for whoever has sent a comment
    "registration-sent",  # the same for whoever has registered
    *("metrics", "security-txt"),  # for the operator, and who finds a hole
    *("openid_connect_login", "openid_connect_callback"),  # the way to sign in elsewhere
    "account-passkey",  # the way to sign in here
    "programs",  # about the operations themselves
    "privacy",  # about the installation, for people
}


def test_every_public_page_has_its_operation():
    public = {one.name for one in routes() if one.gate == "public"}
    pages = {name for name in public if not name.startswith("api-")} - NOTHING_TO_READ
    assert pages == set(TWINS)
    assert set(TWINS.values()) <= public


def test_every_operation_is_described_with_its_errors():
    described = {
        f"api-{one['operationId'].replace('_', '-')}": one
        for methods in document()["paths"].values()
        for one in methods.values()
    }
    served = {one.name for one in routes() if one.name.startswith("api-")}
    assert set(described) == served - {"api-openapi", "api-unknown"}
    for operation in described.values():
        assert operation["summary"]
        assert {"404", "422", "429"} <= set(operation["responses"])
