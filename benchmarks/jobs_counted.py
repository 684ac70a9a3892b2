"""A job that leaves a trace each time it is done, and the page that asks for it (see `jobs`)."""

from __future__ import annotations

import os

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django_tasks import task

from conspectus.site.urls import handler404, handler500
from conspectus.site.urls import urlpatterns as of_the_site

__all__ = ["handler404", "handler500", "urlpatterns"]


@task()
def trace(number: int) -> None:
    """One row more."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO jobs_done VALUES (%s, %s)", [number, os.getpid()])


def ask(_request: HttpRequest, number: int) -> HttpResponse:
    """Asks for the job in a transaction, as services do; every tenth time one that is undone."""
    if number % 10 == 0:
        with transaction.atomic():
            trace.enqueue(-number)
            transaction.set_rollback(True)
    with transaction.atomic():
        trace.enqueue(number)
    return HttpResponse("asked", content_type="text/plain")


urlpatterns = [path("ask/<int:number>/", ask), *of_the_site]
