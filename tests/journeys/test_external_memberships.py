"""What a state became, or ceased to be, in a body outside the Confederation."""

import json
from hashlib import sha256

import pytest

from editions.models import Edition
from exchange.dossier.loading import Load
from exchange.schema.errors import FileRefused
from institutions.models import ExternalMembership, State
from publishing.models import Revision
from publishing.registry import record_type_of
from publishing.snapshots import DESK, Snapshot, ids_by_type, in_todays_shape, read_snapshots
from tests import factories as make

pytestmark = pytest.mark.django_db

Act = ExternalMembership.Act
OLD = """\
states:
- id: 00000000-0000-4000-8000-000000000101
  slug: levant
  code: LV
  name: {fr: Levant, en: Levant}
  left_ecowas_on: 2025-01-29
"""


def load(folder, text):
    (folder / "states.yaml").write_text(text, encoding="utf-8")
    load = Load(folder)
    load.prepare()
    load.write()
    return load.report


def test_the_old_key_of_a_dossier_is_still_read(client, tmp_path):
    load(tmp_path, OLD)

    membership = ExternalMembership.objects.get()
    assert (str(membership.dated), membership.act) == ("2025-01-29", "left")
    assert (membership.body_fr, membership.body_en) == ("la CEDEAO", "ECOWAS")
    assert load(tmp_path, OLD).unchanged == ["states[levant]"]
    make.published(State.objects.get())
    page = client.get("/fr/etats/levant/").text.replace("\N{NO-BREAK SPACE}", " ")
    assert 'Sortie effective de la CEDEAO : <time datetime="2025-01-29">29 janvier 2025</time>' in page


def test_a_date_that_is_none_is_refused_at_its_line(tmp_path):
    with pytest.raises(FileRefused, match=r"states\.yaml:6: states\[levant\]\.left_ecowas_on"):
        load(tmp_path, OLD.replace("2025-01-29", "2025-02-30"))
    assert not State.objects.exists()


def in_the_shape_of_release_1(text: str) -> dict:
    """A snapshot of a state as it was taken before the part existed."""
    rows = json.loads(text)
    (state,) = rows["institutions_state"]
    state["left_ecowas_on"] = "2025-01-29"
    return {name: found for name, found in rows.items() if "externalmembership" not in name}


def test_an_edition_of_that_time_is_read_as_if_it_had_the_part(client):
    state = make.published(make.state())
    edition = Edition.objects.get(record_id=state.pk)
    old = in_the_shape_of_release_1(json.dumps(edition.snapshot))
    Edition.objects.filter(pk=edition.pk).update(snapshot=old)

    page = client.get(f"/fr/fiches/{state.reference}/editions/1/").text.replace("\N{NO-BREAK SPACE}", " ")

    assert "la CEDEAO" in page
    assert "29 janvier 2025" in page
    assert Edition.objects.get(pk=edition.pk).snapshot == old


def test_the_part_read_from_a_column_has_the_key_of_the_migration(tmp_path):
    load(tmp_path, OLD)
    kind, state = record_type_of(State), State.objects.get()
    now = Revision.objects.filter(record_id=state.pk).latest("number").as_snapshot
    old = Snapshot(kind, state.pk, json.dumps(in_the_shape_of_release_1(now.text)))

    read = in_todays_shape(old).rows["institutions_externalmembership"]

    assert [row["id"] for row in read] == [str(ExternalMembership.objects.get().pk)]


def test_the_desk_compares_a_version_of_that_time_with_todays(admin_client):
    state = make.state()
    text = json.dumps(in_the_shape_of_release_1(take(state)))
    for number, snapshot in enumerate([text, take(state)], start=1):
        Revision.objects.create(
            record_type="institutions.state",
            record_id=state.pk,
            at="2026-11-23T00:00:00Z",
            snapshot=snapshot,
            sha256=sha256(snapshot.encode()).hexdigest(),
            number=number,
        )

    page = admin_client.get(f"/admin/institutions/state/{state.pk}/history/").content.decode()

    assert "la CEDEAO" in page


def take(state):
    return read_snapshots(ids_by_type([state]), DESK)["institutions.state", state.pk].text
