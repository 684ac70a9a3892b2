"""Addresses of the management of forums and cycles."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.forums.views import manage_cycle, manage_forum, manage_groups, manage_themes

FORUM = "<slug:forum>/manage/"
CYCLE = "<slug:forum>/manage/cycles/<slug:cycle>/"

urlpatterns: list[URLPattern] = [
    path("manage/", manage_forum.installation, name="manage"),
    path("manage/forums/new/", manage_forum.new_forum, name="manage-new-forum"),
    path(FORUM, manage_forum.overview, name="manage-forum"),
    path(f"{FORUM}forum/", manage_forum.forum_edit, name="manage-forum-edit"),
    path(f"{FORUM}mandate/", manage_forum.mandate, name="manage-mandate"),
    path(f"{FORUM}mandate/new/", manage_forum.mandate_paragraph, name="manage-new-mandate"),
    path(
        f"{FORUM}mandate/<slug:paragraph>/",
        manage_forum.mandate_paragraph,
        name="manage-mandate-paragraph",
    ),
    path(f"{FORUM}glossary/", manage_forum.glossary, name="manage-glossary"),
    path(
        f"{FORUM}glossary/<int:key>/remove/",
        manage_forum.glossary_remove,
        name="manage-glossary-remove",
    ),
    path(f"{FORUM}groups/", manage_groups.groups, name="manage-groups"),
    path(f"{FORUM}groups/new/", manage_groups.group, name="manage-new-group"),
    path(f"{FORUM}groups/<slug:group>/", manage_groups.group, name="manage-group"),
    path(
        f"{FORUM}declarations/confirm/",
        manage_groups.declarations_confirm,
        name="manage-declarations-confirm",
    ),
    path(
        f"{FORUM}declarations/<int:key>/confirm/",
        manage_groups.declaration_confirm,
        name="manage-declaration-confirm",
    ),
    path(f"{FORUM}cycles/new/", manage_cycle.new_cycle, name="manage-new-cycle"),
    path(CYCLE, manage_cycle.cycle, name="manage-cycle"),
    path(f"{CYCLE}cycle/", manage_cycle.cycle_edit, name="manage-cycle-edit"),
    path(f"{CYCLE}themes/", manage_themes.themes, name="manage-themes"),
    path(f"{CYCLE}themes/new/", manage_themes.theme, name="manage-new-theme"),
    path(f"{CYCLE}themes/carry/", manage_themes.themes_carry, name="manage-themes-carry"),
    path(f"{CYCLE}themes/<slug:theme>/", manage_themes.theme, name="manage-theme"),
    path(f"{CYCLE}phases/new/", manage_cycle.phase, name="manage-new-phase"),
    path(f"{CYCLE}phases/<int:key>/", manage_cycle.phase, name="manage-phase"),
    path(f"{CYCLE}documents/new/", manage_cycle.document, name="manage-new-document"),
    path(f"{CYCLE}documents/<slug:document>/", manage_cycle.document, name="manage-document"),
    path(
        f"{CYCLE}documents/<slug:document>/publish/",
        manage_cycle.document_publish,
        name="manage-document-publish",
    ),
]
