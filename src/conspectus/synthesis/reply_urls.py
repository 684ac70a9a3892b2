"""Addresses of a paper: the right of correction."""

from __future__ import annotations

from django.urls import URLPattern, path

from conspectus.synthesis.views import reply_link, reply_public, reply_work

_PAPER = "<slug:forum>/<slug:cycle>/papers/<int:number>/"
_LINK = "correct/<slug:secret>/"

urlpatterns: list[URLPattern] = [
    path(_LINK, reply_link.letter, name="correct"),
    path(f"{_LINK}s/<slug:sentence>/", reply_link.sentence, name="correct-sentence"),
    path(f"{_LINK}paper/", reply_link.paper, name="correct-paper"),
    path(f"{_LINK}send/", reply_link.send, name="correct-send"),
    path(f"{_LINK}confirm/<int:last>/<slug:code>/", reply_link.confirming, name="correct-confirm"),
    path(f"{_LINK}no-mail/", reply_link.no_mail, name="correct-no-mail"),
    path(f"{_PAPER}v<int:version>/replies/<int:page>/", reply_public.replies, name="paper-replies"),
    path(f"{_PAPER}work/replies/", reply_work.replies, name="work-replies"),
    path(f"{_PAPER}work/replies/letters/", reply_work.letters, name="work-letters"),
    path(f"{_PAPER}work/replies/<int:key>/", reply_work.reply, name="work-reply"),
    path(f"{_PAPER}work/contacts/", reply_work.contacts, name="work-contacts"),
]
