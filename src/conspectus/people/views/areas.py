"""The table of countries, regions and values, edited by the secretariat of the installation."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conspectus.core.forms import saved
from conspectus.core.text import in_language
from conspectus.people.forms.groups import AreaForm
from conspectus.people.gates import only_for
from conspectus.people.models import Area
from conspectus.people.rules import Role
from conspectus.people.services.areas import AreaNames, edit_area
from conspectus.people.views.trail import trail_of

ROWS = 50
UN_GROUPS = {
    "African Group": gettext_lazy("African Group"),
    "Asia-Pacific Group": gettext_lazy("Asia-Pacific Group"),
    "Eastern European Group": gettext_lazy("Eastern European Group"),
    "Latin American and Caribbean Group": gettext_lazy("Latin American and Caribbean Group"),
    "Western European and Others Group": gettext_lazy("Western European and Others Group"),
}
"""The shipped ones, translated; an institution may write others."""


@only_for(Role.SECRETARIAT)
def areas(request: HttpRequest) -> HttpResponse:
    """The list, or what a search finds in it."""
    wanted = request.GET.get("q", "").strip()
    rows = Area.objects.select_related("parent").order_by("kind", "code")
    found = AreaNames(rows).propose(wanted, limit=ROWS) if wanted else list(rows)
    context = {
        "trail": trail_of(),
        "q": wanted,
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "un_groups": UN_GROUPS,
    }
    return render(request, "people/manage/areas.html", context)


@only_for(Role.SECRETARIAT)
def area(request: HttpRequest, code: str) -> HttpResponse:
    """Labels, regional group, other names and note of one area."""
    row = get_object_or_404(Area, code=code)
    form = AreaForm(request.POST or None, area=row)
    if request.method == "POST" and saved(
        form,
        lambda: edit_area(
            row,
            names=form.texts("names"),
            other_names=form.cleaned_data["other_names"],
            un_group=form.cleaned_data["un_group"],
            footnote=form.texts("footnote"),
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("manage-areas")
    context = {
        "trail": trail_of(),
        "title_texts": row.names,
        "title": f"{in_language(row.names)[0]} ({row.code})",
        "form": form,
        "button": _("Save"),
        "note": _("The labels that you replace still find this area."),
    }
    return render(request, "people/manage/form.html", context)
