"""Posts of chosen threads as sources of a paper.

Only a job imports this: the readers' and the engine's libraries are no part of a web process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conspectus.core.citable import CitableTexts, Target
from conspectus.discussion.markup import plain_text
from conspectus.discussion.models import Post
from conspectus.discussion.services.publishing import sha256
from conspectus.discussion.telling import KIND
from conspectus.engine.corpus import ForumSettings, Source, SourceKind
from conspectus.engine.document import Document
from conspectus.formats.intake import PublishedFile, PublishedRow, published_corpus
from conspectus.formats.intake.settings import ForumFile
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import assemble


def published_posts(scope: str, call: str, settings: ForumSettings) -> CitableTexts:
    """The public posts of the threads that the rapporteur has chosen, without what they quote.

    ``call``: threads belong to the cycle, so to the papers of each call.
    """
    del call
    posts = Post.objects.filter(
        thread__cycle__scope__path=scope, thread__drawn_on=True, state=Post.State.PUBLISHED
    )
    found = posts.select_related("thread__category__theme", "group")
    ordered = sorted(found, key=lambda post: (post.thread.number or 0, post.number or 0))
    laid = [(post, _document(post)) for post in ordered]
    read = [(post, document) for post, document in laid if document.blocks]
    made = published_corpus(
        [PublishedRow(cells=_cells(post), files=(_file(post, doc),)) for post, doc in read],
        ForumFile(settings=settings),
    )
    by_id: Mapping[str, Post] = {
        key: post for key, (post, _doc) in zip(made.ids, read, strict=True)
    }
    addresses = {
        key: f"/{scope}/discussion/{post.thread.number}/{post.number}/"
        for key, post in by_id.items()
    }
    return CitableTexts(
        sources=tuple(_as_post(one, by_id[one.id]) for one in made.corpus.sources),
        holders=made.corpus.holders,
        targets={
            one.id: (_target(one, by_id[one.id], addresses[one.id]),) for one in made.corpus.sources
        },
        addresses=addresses,
    )


def _target(source: Source, post: Post, address: str) -> Target:
    """A post has no paragraphs with addresses: all of it is one."""
    return Target(start=0, end=len(source.text), kind=KIND, key=post.pk, address=address)


def _as_post(source: Source, post: Post) -> Source:
    number = f"{post.thread.number}-{post.number}"
    return replace(source, kind=SourceKind.POST, channel="text", number=number)


def _document(post: Post) -> Document:
    return assemble(pieces_of_text(plain_text(post.text)))


def _file(post: Post, document: Document) -> PublishedFile:
    name = f"post-{post.thread.number}-{post.number}.txt"
    return PublishedFile(name=name, sha256=sha256(post.text), title=None, document=document)


def _cells(post: Post) -> dict[str, str]:
    theme = post.thread.category.theme
    is_personal = post.capacity == Post.Capacity.PERSONAL
    return {
        "ref": f"post-{post.thread.number}-{post.number}",
        "title": _title(post),
        "theme": str(theme) if theme else "",
        "submitted_by": post.name,
        "organisation": "" if is_personal else post.organisation,
        "on_behalf_of": post.on_behalf_of,
        "capacity": "personal" if is_personal else "",
        "stakeholder_group": str(post.group) if post.group else "",
        "language": post.language,
        "received": post.received.date().isoformat(),
    }


def _title(post: Post) -> str:
    """The thread's with its first post, whose author wrote it: an erasure takes both.

    Papers keep titles with their sources, and a later post's would outlive the first.
    """
    if post.number == 1:
        return post.thread.title
    return f"Post {post.number} in thread {post.thread.number} of the online forum"
