from __future__ import annotations

import pytest

from conspectus.contributions.models import DeskItem, Party, RegisterEntry, Version
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.publishing import publish_version, publish_versions
from conspectus.contributions.services.register import leave_register
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.core.search import search
from conspectus.people.models import Area, Person
from tests.factories_site import a_call, a_contribution, an_organisation

pytestmark = pytest.mark.django_db


def _received(**fields):
    return a_contribution(published=False, **fields).versions.get()


def _published(**fields):
    return publish_version(_received(**fields), by="secretariat")


def test_publishing_numbers_lists_indexes_and_records():
    isoc = an_organisation()
    version = _published(organisation=isoc, text="First words.\n\nSecond words about spectrum.")
    contribution = version.contribution
    assert contribution.state == State.PUBLISHED
    assert contribution.current == version
    assert [p.number for p in version.paragraphs.all()] == [1, 2]
    entry = RegisterEntry.objects.get()
    assert (entry.holder, entry.holder_path) == (
        "Internet Society",
        "organisations/internet-society",
    )
    assert (entry.documents, entry.words) == (1, 6)
    (found,) = search(contribution.cycle.scope, "spectrum").found
    assert found.address == f"/igf/2026/contributions/{contribution.number}/v1/p2/"
    leaf = RecordedLeaf.objects.get(kind="publication")
    assert leaf.subject == f"/igf/2026/contributions/{contribution.number}/v1/"
    assert b"Internet Society" in bytes(leaf.content)
    contribution.cycle.scope.refresh_from_db()
    assert contribution.cycle.scope.generation == 1


def test_a_published_version_is_not_published_again():
    version = _published()
    with pytest.raises(SiteError, match="published already"):
        publish_version(version, by="secretariat")


def test_without_name_nothing_public_names_the_contributor():
    version = _received(
        organisation=an_organisation("Jane Roe"),
        signed="Jane Roe",
        text="I, Jane Roe, think so.\n\nWrite to jane@example.org.",
    )
    version.publish = Publish.WITHOUT_NAME
    version.save()
    publish_version(version, by="secretariat")
    entry = RegisterEntry.objects.get()
    assert (entry.holder, entry.holder_sort, entry.holder_path, entry.country) == ("", "", "", None)
    assert entry.unnamed == "organisation"
    assert version.documents.get().text == "I, ████ ███, think so.\n\nWrite to ████████████████."
    assert search(None, "jane").hits == 0
    leaf = RecordedLeaf.objects.get(kind="publication")
    assert b"Jane" not in bytes(leaf.content)
    assert b"jane" not in bytes(leaf.content)


def test_without_name_also_hides_whom_nobody_has_looked_up_yet():
    isoc = an_organisation("Example Society")
    isoc.aliases.create(name="ExSoc", folded="exsoc")
    version = _received(
        organisation=isoc,
        signed="Example Society on behalf of Friends of Example",
        text="ExSoc and Friends of Example think so.\n\nJane Roe, Example Society",
    )
    version.publish = Publish.WITHOUT_NAME
    version.as_written = {"person": "Jane Roe", "on_behalf_of": ["Friends of Example"]}
    version.save()
    version.documents.update(file_name="ExSoc_final.txt", title="ExSoc final", file="aa/aa")
    publish_version(version, by="secretariat")
    document = version.documents.get()
    assert not set(document.text) - set("█ \n.,thinkso and")
    assert (document.title, document.file_name) == ("", "document-1.txt")
    assert b"ExSoc" not in b"".join(
        map(bytes, RecordedLeaf.objects.values_list("content", flat=True))
    )


def test_not_published_is_counted_and_nothing_else():
    version = _received(text="A secret of ours.")
    version.publish = Publish.NOT_PUBLISHED
    version.save()
    publish_version(version, by="secretariat")
    version.contribution.refresh_from_db()
    assert version.contribution.state == State.NOT_PUBLISHED
    assert not RegisterEntry.objects.exists()
    assert search(None, "secret").hits == 0
    assert not RecordedLeaf.objects.exists()
    assert not version.paragraphs.exists()


def test_a_region_of_unnamed_contributions_is_shown_where_five_share_it():
    call = a_call()
    africa = Area.objects.get(code="002")
    for count in range(1, 6):
        version = _received(call=call)
        version.publish = Publish.WITHOUT_NAME
        version.region = africa
        version.save()
        publish_version(version, by="secretariat")
        shown = RegisterEntry.objects.filter(region=africa).count()
        assert shown == (5 if count == 5 else 0)


def test_a_newer_version_takes_the_place_of_the_older_in_register_and_search():
    first = _published(text="Old words about kelp.")
    second = first.contribution.versions.create(k=2, signed="Internet Society", title="Again")
    second.documents.create(text="New words about corals.")
    publish_version(second, by="secretariat")
    assert RegisterEntry.objects.get().k == 2
    assert search(None, "kelp").hits == 0
    assert search(None, "coral").hits == 1


def test_a_joint_contribution_is_one_holder_and_on_behalf_binds_the_other():
    one, other = an_organisation("One"), an_organisation("Other")
    joint = _received(organisation=one)
    Party.objects.create(version=joint, organisation=other, order=1)
    alone = _received(organisation=one, call=joint.contribution.call)
    behalf = _received(organisation=other, call=joint.contribution.call)
    Party.objects.create(version=behalf, organisation=one, part=Party.Part.ON_BEHALF, order=1)
    publish_versions([joint, alone, behalf], by="secretariat")
    keys = list(RegisterEntry.objects.order_by("number").values_list("holder_key", flat=True))
    assert keys[1] == keys[2] != keys[0]
    paths = list(RegisterEntry.objects.order_by("number").values_list("holder_path", flat=True))
    assert paths == ["", "organisations/one", "organisations/one"]


def test_leaving_the_register_takes_it_out_of_lists_and_search():
    version = _published(text="Words about kelp.")
    leave_register([version.contribution])
    assert not RegisterEntry.objects.exists()
    assert search(None, "kelp").hits == 0
    assert version.paragraphs.exists()


def test_what_waited_to_be_published_waits_no_longer():
    version = _received()
    item = DeskItem.objects.create(
        cycle=version.contribution.cycle,
        contribution=version.contribution,
        kind=DeskItem.Kind.TO_PUBLISH,
        question="Publish?",
    )
    publish_version(version, by="secretariat")
    item.refresh_from_db()
    assert item.state == DeskItem.State.ACCEPTED


def test_publishing_many_costs_no_more_queries_of_reading(django_assert_max_num_queries):
    call = a_call()
    person = Person.objects.create(slug="a", name="A B")
    versions = [_received(call=call) for _ in range(12)]
    for version in versions:
        Party.objects.create(version=version, person=person)
    with django_assert_max_num_queries(20 + 5 * len(versions)):
        publish_versions(versions, by="secretariat")


def test_what_is_public_stays_when_a_hidden_version_follows(client):
    version = _published()
    contribution = version.contribution
    hidden = Version.objects.create(
        contribution=contribution, k=2, title="Other words", publish=Publish.NOT_PUBLISHED
    )
    publish_version(hidden, by="secretariat")
    contribution.refresh_from_db()
    assert (contribution.state, contribution.current) == (State.PUBLISHED, version)
    base = f"/en/igf/2026/contributions/{contribution.number}/"
    assert client.get(base).headers["Location"] == f"{base}v1/"
    assert client.get(f"{base}v1/").status_code == 200
    assert client.get(f"{base}v2/").status_code == 404
    assert RegisterEntry.objects.get().k == 1
