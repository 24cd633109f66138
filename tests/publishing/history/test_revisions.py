import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from institutions.models import Organ
from publishing.history.revisions import delete, deleted, keep_revision, name_version, restore, versions
from publishing.live.publish import Refused, publish, withdraw
from publishing.models import Revision
from publishing.registry import RECORD_TYPES
from publishing.snapshots import DESK, ids_by_type, read_snapshots
from summits.models import Decision
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(django_user_model):
    return django_user_model.objects.create(username="writer")


@pytest.fixture
def organ(writer):
    organ = make.organ(name_fr="Collège")
    keep_revision(organ, writer)
    return organ


def renamed(organ, name, by=None):
    organ.name_fr = name
    organ.save()
    keep_revision(organ, by)
    return versions(organ).first()


def on_desk(record):
    return next(iter(read_snapshots(ids_by_type([record]), DESK).values())).rows


def raw(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


# Kept


def test_revision_says_who_and_when(organ, writer):
    revision = versions(organ).get()

    assert (revision.number, revision.action, revision.by, revision.by_id) == (1, "saved", "writer", writer.pk)
    assert revision.at <= timezone.now()
    assert revision.taken.rows == on_desk(organ)


def test_save_that_changes_nothing_makes_no_revision(organ, writer):
    organ.save()
    keep_revision(organ, writer)

    assert versions(organ).count() == 1


def test_change_of_a_part_or_a_link_makes_a_revision(writer):
    decision = make.decision()
    keep_revision(decision, writer)
    step = make.decision_step(decision)
    keep_revision(decision, writer)
    step.evidence.add(make.passage())
    keep_revision(decision, writer)

    assert [revision.number for revision in versions(decision)] == [3, 2, 1]


def test_what_is_published_is_in_the_history_also_when_no_form_saved_it(organ):
    Organ.objects.update(name_fr="Conseil")

    publish([organ])

    assert [(r.number, r.by) for r in versions(organ)] == [(2, ""), (1, "writer")]


def test_every_type_of_record_has_a_history(writer):
    for kind in RECORD_TYPES.values():
        if hasattr(make, kind.model._meta.model_name):
            record = getattr(make, kind.model._meta.model_name)()
            keep_revision(record, writer)
            assert versions(record).count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE publishing_revision SET by = 'personne'",
        "UPDATE publishing_revision SET snapshot = '{}'",
        "DELETE FROM publishing_revision",
        "TRUNCATE publishing_revision CASCADE",
    ],
)
def test_database_keeps_history_as_it_is(organ, statement):
    with pytest.raises(IntegrityError, match="refused"):
        raw(statement)

    assert versions(organ).get().by == "writer"


@pytest.mark.django_db(transaction=True)
def test_flush_still_empties_the_desk(organ):
    call_command("flush", interactive=False, verbosity=0)

    assert Revision.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")
        assert cursor.fetchone() == (0,)


# Named


def test_named_version_is_found_again(organ, writer):
    revision = versions(organ).get()

    name_version(revision, "avant le sommet", by=writer)
    name_version(revision, "avant le sommet", by=writer)

    assert [name.label for name in versions(organ).get().names.all()] == ["avant le sommet"]


# Restored


def test_restored_record_is_a_draft_as_it_stood_with_parts_and_links(writer):
    decision = make.decision(name_fr="Banque")
    step = make.decision_step(decision, evidence=[make.passage(), make.passage()])
    keep_revision(decision, writer)
    before = on_desk(decision)
    step.delete()
    decision.name_fr = "Fonds"
    decision.save()
    keep_revision(decision, writer)

    restore(versions(decision).last(), by=writer)

    assert on_desk(decision) == before
    assert decision.steps.get().evidence.count() == 2
    latest = versions(decision).first()
    assert (latest.number, latest.action, latest.note, latest.by) == (3, "restored", "1", "writer")


def test_restoring_keeps_what_was_not_yet_in_the_history(organ, writer):
    Organ.objects.update(name_fr="Jamais gardé")

    restore(versions(organ).last(), by=writer)

    assert [r.taken.rows["institutions_organ"][0]["name_fr"] for r in versions(organ)] == [
        "Collège",
        "Jamais gardé",
        "Collège",
    ]


def test_restoring_keeps_published_steps(writer):
    decision = make.decision()
    keep_revision(decision, writer)
    step = make.decision_step(decision, evidence=[make.passage()])
    make.published(decision)

    restore(versions(decision).last(), by=writer)

    assert [s.pk for s in Decision.objects.get().steps.all()] == [step.pk]
    assert step.evidence.count() == 1
    publish([decision])


def test_restoring_leaves_records_that_refer_to_it_alone(organ, writer):
    child = make.organ(parent=organ)
    renamed(organ, "Conseil")

    restore(versions(organ).last(), by=writer)

    assert Organ.objects.get(pk=child.pk).parent.name_fr == "Collège"


def test_version_that_would_take_another_records_address_is_refused(organ, writer):
    slug = organ.slug
    organ.slug = "ailleurs"
    organ.save()
    make.organ(slug=slug)

    with pytest.raises(Refused):
        restore(versions(organ).last(), by=writer)

    assert Organ.objects.get(pk=organ.pk).slug == "ailleurs"


def test_version_of_other_tables_is_read_but_not_restored(organ, writer):
    revision = versions(organ).get()
    revision.snapshot = revision.snapshot.replace('"name_fr"', '"label_fr"')

    with pytest.raises(Refused):
        restore(revision, by=writer)


# Deleted


def test_deleted_record_comes_back_with_its_address(organ, writer):
    pk, slug = organ.pk, organ.slug

    delete([organ], by=writer)

    (last,) = deleted(["institutions.organ"])
    assert (last.action, last.by, last.record_id) == ("deleted", "writer", pk)
    assert not Organ.objects.exists()
    restore(last, by=writer)
    assert Organ.objects.get(pk=pk).slug == slug
    assert deleted(["institutions.organ"]) == []


def test_record_deleted_by_any_way_is_kept(organ):
    Organ.objects.all().delete()

    assert len(deleted(["institutions.organ"])) == 1


def test_withdrawn_and_deleted_record_comes_back_as_a_draft(organ, writer):
    publish([organ])
    withdraw([organ], reason={"fr": "Doublon"})
    delete([organ], by=writer)

    restore(deleted(["institutions.organ"])[0], by=writer)

    assert Organ.objects.count() == 1
