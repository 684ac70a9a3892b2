"""Addresses of a paper: versions and comments."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.synthesis.views import life, life_comments, life_papers, life_work

_PAPER = "<slug:forum>/<slug:cycle>/papers/<int:number>/"
_VERSION = f"{_PAPER}v<int:version>/"
_COMMENTS = f"{_VERSION}comments/"
_WORK = f"{_PAPER}work/"

urlpatterns: list[URLPattern] = [
    path("<slug:forum>/<slug:cycle>/manage/papers/", life_papers.papers, name="manage-papers"),
    path(f"{_VERSION}changes/", life.changes, name="paper-changes"),
    path(f"{_VERSION}changes/<int:page>/", life.changes, name="paper-changes-page"),
    path(_COMMENTS, life.comments, name="paper-comments"),
    path(f"{_COMMENTS}page/<int:page>/", life.comments, name="paper-comments-page"),
    path(f"{_COMMENTS}sent/", life.sent, name="paper-comment-sent"),
    path(f"{_COMMENTS}<int:comment>/", life.comment, name="paper-comment"),
    path(f"{_COMMENTS}on/<slug:place>/", life_comments.comment_on, name="paper-comment-on"),
    path(
        f"{_COMMENTS}verify/<int:key>/<str:code>/",
        life_comments.verify,
        name="paper-comment-verify",
    ),
    path(f"{_WORK}versions/", life_work.versions, name="work-versions"),
    path(f"{_WORK}versions/<int:version>/", life_work.version, name="work-version"),
    path(f"{_WORK}comments/", life_work.comments, name="work-comments"),
    path(f"{_WORK}comments/<int:key>/", life_work.comment, name="work-comment"),
]
