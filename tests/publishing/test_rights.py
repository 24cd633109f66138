"""The desk's role as `docs/operating.md` makes it (“History”): it writes records and adds to history, no more."""

import re

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from institutions.models import Organ
from publishing.history.revisions import keep_revision, restore, versions
from publishing.live.connection import live_reading
from publishing.review.submissions import approve, execute, submit
from tests import factories as make

pytestmark = pytest.mark.django_db
SECTION = re.compile(r"## History.*?```sql\n(.*?)```", re.S)
LOGIN = re.compile(r"LOGIN PASSWORD '…'")


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def desk_role(db):
    """Everything after this is asked by a role that owns no table."""
    (documented,) = SECTION.findall((settings.BASE_DIR / "docs/operating.md").read_text())
    run(LOGIN.sub("", documented).replace("aes_desk", "aes_desk_of_test"))
    run("GRANT aes_desk_of_test TO CURRENT_USER")
    run("SET LOCAL ROLE aes_desk_of_test")


def test_desk_works_as_usual(desk_role, django_user_model):
    awa, ibrahim = (django_user_model.objects.create(username=name) for name in ("awa", "ibrahim"))
    organ = make.organ(name_fr="Collège")
    keep_revision(organ, awa)

    execute(approve(submit([organ], by=awa, note="Organe"), by=ibrahim), by=ibrahim)
    restore(versions(organ).first(), by=awa)

    with live_reading():
        assert Organ.objects.get().name_fr == "Collège"


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE publishing_revision DISABLE TRIGGER USER",
        "DROP TRIGGER submission_frozen ON publishing_submission",
        "CREATE OR REPLACE FUNCTION publishing_refuse() RETURNS trigger LANGUAGE sql AS ''",
        "DROP TRIGGER publication_agreed ON publishing_publication",
        "CREATE OR REPLACE FUNCTION publishing_publication_agreed() RETURNS trigger LANGUAGE sql AS ''",
        "UPDATE publishing_publication SET by = 'personne'",
        "DELETE FROM publishing_publication",
        "TRUNCATE publishing_publication",
        "UPDATE publishing_revision SET by = 'personne'",
        "DELETE FROM publishing_revision",
        "TRUNCATE publishing_revision CASCADE",
        "DELETE FROM publishing_submissionauthor",
        "DELETE FROM publishing_submission",
        "CREATE TABLE public.autre (id int)",
    ],
)
def test_desk_cannot_get_round_history(desk_role, statement):
    with pytest.raises(ProgrammingError):
        run(statement)
