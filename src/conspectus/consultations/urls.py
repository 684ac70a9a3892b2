"""Addresses of consultations (DESIGN §8)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from conspectus.consultations.views import (
    chairing,
    correcting,
    queue,
    reading,
    taking,
    transcripts,
    work,
)

_ALL = "<slug:forum>/<slug:cycle>/meetings/"
_WORK = f"{_ALL}work/"
_AT_WORK = f"{_WORK}<slug:meeting>/"
_ONE = f"{_ALL}<slug:meeting>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_ALL, reading.meetings, name="meetings"),
    path(f"{_ALL}page/<int:page>/", reading.meetings, name="meetings-page"),
    path(f"{_ALL}feed.atom", taking.feed, name="meetings-feed"),
    path(_WORK, work.meetings, name="meetings-work"),
    path(f"{_WORK}new/", work.new, name="meeting-new"),
    path(_AT_WORK, work.edit, name="meeting-work"),
    path(f"{_AT_WORK}sources/", work.sources, name="meeting-sources"),
    path(f"{_AT_WORK}i/<int:intervention>/erase/", work.erase, name="intervention-erase"),
    path(f"{_AT_WORK}transcripts/", transcripts.upload, name="transcript-upload"),
    path(f"{_AT_WORK}transcripts/<int:transcript>/", transcripts.review, name="transcript-review"),
    path(
        f"{_AT_WORK}transcripts/<int:transcript>/corrections/",
        correcting.decide,
        name="transcript-corrections",
    ),
    path(_ONE, reading.meeting, name="meeting"),
    path(f"{_ONE}corrigendum/", correcting.corrigendum, name="meeting-corrigendum"),
    path(
        f"{_ONE}corrigendum/page/<int:page>/",
        correcting.corrigendum,
        name="meeting-corrigendum-page",
    ),
    path(f"{_ONE}i/<int:intervention>/correct/", correcting.correct, name="intervention-correct"),
    path(f"{_ONE}calendar.ics", taking.calendar_entry, name="meeting-calendar"),
    re_path(
        r"^(?P<forum>[-\w]+)/(?P<cycle>[-\w]+)/meetings/(?P<meeting>[-\w]+)"
        r"/export\.(?P<kind>csv|json)$",
        taking.export,
        name="meeting-export",
    ),
    path(f"{_ONE}transcript/", reading.transcript, name="meeting-transcript"),
    path(f"{_ONE}transcript/page/<int:page>/", reading.transcript, name="meeting-transcript-page"),
    path(f"{_ONE}i/<int:intervention>/", reading.intervention, name="intervention"),
    path(
        f"{_ONE}i/<int:intervention>/part/<int:part>/",
        reading.intervention,
        name="intervention-part",
    ),
    path(f"{_ONE}transcripts/", reading.transcripts, name="meeting-transcripts"),
    path(f"{_ONE}transcripts/<int:transcript>/", reading.removed, name="transcript"),
    path(
        f"{_ONE}transcripts/<int:transcript>/export.json", taking.left_out, name="transcript-export"
    ),
    path(f"{_ONE}transcripts/<int:transcript>/file", taking.original, name="transcript-file"),
    path(f"{_ONE}queue/", queue.standing, name="meeting-queue"),
    path(f"{_ONE}queue/screen/", queue.screen, name="meeting-queue-screen"),
    path(f"{_ONE}queue/log/", queue.log, name="meeting-queue-log"),
    path(f"{_ONE}queue/<slug:kind>.json", queue.export, name="meeting-queue-export"),
    path(f"{_ONE}queue/ask/", queue.ask_to_speak, name="queue-ask"),
    path(f"{_ONE}queue/own/<int:number>/<str:code>/", queue.own_place, name="queue-own"),
    path(f"{_AT_WORK}queue/", chairing.chair, name="queue-chair"),
    path(f"{_AT_WORK}queue/options/", chairing.options, name="queue-options"),
    path(f"{_AT_WORK}queue/add/", chairing.add, name="queue-add"),
    path(f"{_AT_WORK}queue/<int:number>/", chairing.otherwise, name="queue-request"),
]
