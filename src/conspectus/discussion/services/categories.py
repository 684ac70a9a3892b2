"""Categories and what the secretariat settles about threads."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.discussion.models import Category, Thread
from conspectus.discussion.paths import category_path, thread_path
from conspectus.forums.models import Cycle, Theme
from conspectus.forums.rules import check_word
from conspectus.record.canonical import JsonObject


@transaction.atomic
def add_category(
    cycle: Cycle,
    *,
    slug: str,
    names: Mapping[str, str],
    descriptions: Mapping[str, str] | None = None,
    theme: Theme | None = None,
    moderation: str = Category.Moderation.AFTER,
) -> Category:
    """A new category, after the others.

    Raises:
        SiteError: the word is no word of an address, is a number, or is taken.
    """
    check_word(slug)
    if slug.isdigit():
        raise SiteError(_("A number is the address of a thread: choose a word."), field="slug")
    if Category.objects.filter(cycle=cycle, slug=slug).exists():
        raise SiteError(_("There is a category with this word already."), field="slug")
    made = Category.objects.create(
        cycle=cycle,
        slug=slug,
        names=dict(names),
        descriptions=dict(descriptions or {}),
        theme=theme,
        moderation=moderation,
        order=Category.objects.filter(cycle=cycle).count(),
    )
    _record(made)
    return made


@transaction.atomic
def edit_category(
    category: Category,
    *,
    names: Mapping[str, str],
    descriptions: Mapping[str, str],
    theme: Theme | None,
    moderation: str,
    is_closed: bool,
) -> Category:
    """Changes a category; how posts are moderated there is recorded each time."""
    category.names, category.descriptions = dict(names), dict(descriptions)
    category.theme, category.moderation, category.closed = theme, moderation, is_closed
    category.save()
    _record(category)
    return category


def _record(category: Category) -> None:
    scope = category.cycle.scope
    said: JsonObject = {"moderation": category.moderation, "closed": category.closed}
    record("category", category_path(scope, category), said)
    mark_changed(scope)


@transaction.atomic
def settle_thread(
    thread: Thread, *, category: Category, is_closed: bool, is_drawn_on: bool
) -> Thread:
    """Moves, closes or opens a thread, and says whether papers draw on it."""
    thread = Thread.objects.select_related("cycle__scope").get(pk=thread.pk)
    before = thread.category_id
    thread.category, thread.closed, thread.drawn_on = category, is_closed, is_drawn_on
    thread.save(update_fields=["category", "closed", "drawn_on"])
    if before != category.pk:
        for key in (before, category.pk):
            _count(key)
    said: JsonObject = {"category": category.slug, "closed": is_closed, "drawn_on": is_drawn_on}
    record("thread", thread_path(thread.cycle.scope, thread), said)
    mark_changed(thread.cycle.scope)
    return thread


def _count(key: int) -> None:
    """The counts of a category anew."""
    threads = Thread.objects.filter(category=key, number__isnull=False)
    posts = sum(threads.values_list("posts_count", flat=True))
    Category.objects.filter(pk=key).update(threads_count=threads.count(), posts_count=posts)
