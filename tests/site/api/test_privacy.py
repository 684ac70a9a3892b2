"""Nothing that is not published comes out, by whatever operation."""

from __future__ import annotations

import pytest
from django.db.models import F
from django.urls import reverse

from conspectus.contributions.models import Party
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.services.erasing import erase_contribution
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.withdrawing import withdraw_contribution
from conspectus.core.models import RecordedLeaf
from conspectus.people.models import Person
from conspectus.site.api.openapi import document
from tests.contracts.routes import routes
from tests.factories_site import a_call, a_contribution, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

NAME = "Zebulon"
ADDRESS = "zebulon@example.org"


def everything(client, **parts):
    """The words of all operations whose addresses these parts fill."""
    said = []
    for one in routes():
        is_asked = one.name.startswith("api-") and one.gate == "public" and one.names <= set(parts)
        if is_asked and not one.name.endswith("-parquet"):
            address = reverse(one.name, kwargs={name: parts[name] for name in one.names})
            said.append(client.get(address, {"q": f"{NAME} zebulon"}).getvalue().decode())
    assert len(said) > 30
    return "\n".join(said)


def sent(call, *, publish, text="Access for all.", published=False):
    """A contribution that names its sender everywhere it can, and is to be published so."""
    made = a_contribution(
        call,
        text=text,
        published=False,
        email=ADDRESS,
        signed=f"{NAME} Society",
        as_written={"person": NAME, "organisations": [f"{NAME} Society"]},
    )
    version = made.versions.get()
    version.publish = publish
    version.save()
    organisation = an_organisation(f"{NAME} Society {made.number}", slug=f"society-{made.number}")
    person = Person.objects.create(slug=f"person-{made.number}", name=f"{NAME} Example")
    Party.objects.create(version=version, organisation=organisation, person=person)
    document = version.documents.get()
    document.file, document.file_name = "ab/abc", f"{NAME}.pdf"
    document.extracted = f"{NAME} wrote this."
    document.save()
    if published:
        publish_version(version, by="the secretariat")
    return made


def parts_of(made, **more):
    RecordedLeaf.objects.update(index=F("pk"))
    index = RecordedLeaf.objects.order_by("-pk").values_list("index", flat=True).first() or 0
    path = made.cycle.scope.path.split("/")
    return {
        "forum": path[0],
        "cycle": path[1],
        "number": made.number,
        "version": 1,
        "call": made.call.slug,
        "paragraph": 1,
        "index": index,
        "slug": f"society-{made.number}",
        **more,
    }


@pytest.mark.parametrize("publish", [Publish.NAMED, Publish.WITHOUT_NAME])
def test_what_waits_is_nowhere(client, publish):
    made = sent(a_call(), publish=publish)
    assert NAME not in everything(client, **parts_of(made))


def test_what_is_only_counted_is_nowhere(client):
    made = sent(a_call(), publish=Publish.NOT_PUBLISHED, published=True)
    assert NAME not in everything(client, **parts_of(made))


def test_without_name_the_words_are_there_and_the_name_is_nowhere(client):
    made = sent(a_call(), publish=Publish.WITHOUT_NAME, published=True)
    said = everything(client, **parts_of(made))
    assert "Access for all." in said
    assert NAME not in said
    assert "zebulon" not in said.lower()


def test_of_what_is_public_the_address_and_the_raw_text_are_not(client):
    made = sent(a_call(), publish=Publish.NAMED, published=True)
    said = everything(client, **parts_of(made))
    assert f"{NAME} Society" in said
    assert ADDRESS not in said
    assert "wrote this" not in said


def test_what_was_withdrawn_answers_410_and_what_was_erased_has_only_its_tombstone(client):
    call = a_call()
    first = sent(call, publish=Publish.NAMED, published=True)
    second = sent(call, publish=Publish.NAMED, published=True)
    withdraw_contribution(first, by="contributor")
    RecordedLeaf.objects.update(index=F("pk"))
    erase_contribution(second, by="the secretariat", reason="law")
    for made in (first, second):
        base = f"/api/v1/forums/igf/cycles/2026/contributions/{made.number}"
        for end in ("", "/versions/1", "/versions/1/paragraphs", "/versions/1/paragraphs/1"):
            answer = client.get(base + end)
            assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert NAME not in everything(client, **parts_of(second))


def test_a_leaf_of_what_is_not_public_says_nothing(client):
    made = sent(a_call(), publish=Publish.NAMED)
    leaf = RecordedLeaf.objects.create(
        kind="contribution", subject=f"/{NAME}/", content=b"{}", salt=b"1", entry=b"2",
        public=False, index=10**6,
    )  # fmt: skip
    said = client.get(f"/api/v1/record/leaves/{leaf.index}").json()
    assert (said["kind"], said["subject"], said["content"]) == ("", "", None)
    assert client.get(f"/api/v1/record/leaves/{leaf.index}/receipt").status_code == 404
    assert made.number


def test_no_shape_has_a_field_for_an_address_of_mail():
    shapes = document()["components"]["schemas"]
    named = {
        f"{name}.{one}" for name, shape in shapes.items() for one in shape.get("properties", ())
    }
    assert {one for one in named if "mail" in one} == {"ReceivedShape.email_verified"}
