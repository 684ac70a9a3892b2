"""Addresses of consultations (DESIGN §8)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from conspectus.consultations.views import (
    attendance,
    chairing,
    correcting,
    live,
    minutes,
    minutes_points,
    minutes_work,
    queue,
    reading,
    registration,
    side_by_side,
    taking,
    transcripts,
    work,
)

_ALL = "<slug:forum>/<slug:cycle>/meetings/"
_WORK = f"{_ALL}work/"
_AT_WORK = f"{_WORK}<slug:meeting>/"
_ONE = f"{_ALL}<slug:meeting>/"
_NOTES = f"{_AT_WORK}minutes/"
_ITEM = f"{_NOTES}items/<int:item>/"
_MINUTES = f"{_ONE}minutes/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_ALL, reading.meetings, name="meetings"),
    path(f"{_ALL}page/<int:page>/", reading.meetings, name="meetings-page"),
    path(f"{_ALL}feed.atom", taking.feed, name="meetings-feed"),
    path(f"{_ALL}actions/", minutes.actions, name="meetings-actions"),
    path(f"{_ALL}actions/page/<int:page>/", minutes.actions, name="meetings-actions-page"),
    path(_WORK, work.meetings, name="meetings-work"),
    path(f"{_WORK}new/", work.new, name="meeting-new"),
    path(_AT_WORK, work.edit, name="meeting-work"),
    path(f"{_AT_WORK}sources/", work.sources, name="meeting-sources"),
    path(f"{_AT_WORK}i/<int:intervention>/erase/", work.erase, name="intervention-erase"),
    path(f"{_AT_WORK}registrations/", attendance.registrations, name="attendance"),
    path(f"{_AT_WORK}registrations/terms/", attendance.terms, name="attendance-terms"),
    path(f"{_AT_WORK}registrations/export.csv", attendance.export, name="attendance-export"),
    path(f"{_AT_WORK}transcripts/", transcripts.upload, name="transcript-upload"),
    path(f"{_AT_WORK}transcripts/<int:transcript>/", transcripts.review, name="transcript-review"),
    path(
        f"{_AT_WORK}transcripts/<int:transcript>/original/",
        side_by_side.settle,
        name="transcript-original",
    ),
    path(
        f"{_AT_WORK}transcripts/<int:transcript>/corrections/",
        correcting.decide,
        name="transcript-corrections",
    ),
    path(f"{_AT_WORK}live/", live.conduct, name="meeting-live-work"),
    path(f"{_ONE}live/", live.now, name="meeting-live"),
    path(f"{_ONE}live/before/<int:place>/", live.earlier, name="meeting-live-earlier"),
    path(f"{_ONE}live/events", live.events, name="meeting-live-events"),
    path(_ONE, reading.meeting, name="meeting"),
    path(f"{_ONE}corrigendum/", correcting.corrigendum, name="meeting-corrigendum"),
    path(
        f"{_ONE}corrigendum/page/<int:page>/",
        correcting.corrigendum,
        name="meeting-corrigendum-page",
    ),
    path(f"{_ONE}i/<int:intervention>/correct/", correcting.correct, name="intervention-correct"),
    path(f"{_ONE}register/", registration.register, name="registration"),
    path(f"{_ONE}register/sent/", registration.sent, name="registration-sent"),
    path(f"{_ONE}register/<int:key>/<str:code>/", registration.own, name="registration-own"),
    path(f"{_ONE}participants/", registration.participants, name="participants"),
    path(
        f"{_ONE}participants/page/<int:page>/", registration.participants, name="participants-page"
    ),
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
    path(f"{_ONE}side-by-side/<int:transcript>/", side_by_side.shown, name="side-by-side"),
    path(
        f"{_ONE}side-by-side/<int:transcript>/page/<int:page>/",
        side_by_side.shown,
        name="side-by-side-page",
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
    path(_MINUTES, minutes.minutes, name="minutes"),
    path(f"{_MINUTES}versions/", minutes.versions, name="minutes-versions"),
    path(f"{_MINUTES}v<int:version>/", minutes.version, name="minutes-version"),
    path(
        f"{_MINUTES}v<int:version>/page/<int:page>/", minutes.version, name="minutes-version-page"
    ),
    re_path(
        r"^(?P<forum>[-\w]+)/(?P<cycle>[-\w]+)/meetings/(?P<meeting>[-\w]+)"
        r"/minutes/v(?P<version>\d{1,4})/export\.(?P<kind>csv|json)$",
        minutes.export,
        name="minutes-export",
    ),
    path(_NOTES, minutes_work.work, name="minutes-work"),
    path(_ITEM, minutes_work.item, name="minutes-item"),
    path(f"{_ITEM}state", minutes_work.state, name="minutes-item-state"),
    path(f"{_ITEM}revisions/", minutes_work.revisions, name="minutes-revisions"),
    path(
        f"{_ITEM}revisions/page/<int:page>/", minutes_work.revisions, name="minutes-revisions-page"
    ),
    path(f"{_ITEM}revisions/<int:revision>/", minutes_work.revision, name="minutes-revision"),
    path(f"{_NOTES}points/new/", minutes_points.point_new, name="minutes-point-new"),
    path(f"{_NOTES}points/<int:point>/", minutes_points.point, name="minutes-point"),
    path(f"{_NOTES}v<int:version>/erase/", minutes_points.erase, name="minutes-erase"),
    path(f"{_NOTES}publish/", minutes_points.publish, name="minutes-publish"),
]
