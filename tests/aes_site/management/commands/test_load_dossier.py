"""Loading a dossier: what it says, and what it leaves behind."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from aes_site.management.commands.load_dossier import Command
from editions.models import Change
from institutions.models import Person
from publishing.live.connection import live_reading
from sources.models import Source
from summits.models import Decision, Summit

pytestmark = pytest.mark.django_db

DOSSIER = settings.BASE_DIR / "data" / "dossier"


def said(*arguments, **options):
    output = StringIO()
    call_command(Command(), *arguments, stdout=output, **options)
    return output.getvalue().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def faulty(tmp_path):
    (tmp_path / "sources.yaml").write_text("sources:\n- slug: le-sahel\n")
    return tmp_path


def test_first_content_is_loaded_published_and_compared():
    output = said(DOSSIER, publish=True)

    assert output.splitlines()[0].startswith("1/3 lecture et vérification … ")
    assert output.splitlines()[-1] == "Créées : 484 · modifiées : 0 · inchangées : 0"
    with live_reading():
        assert list(Summit.objects.order_by("number").values_list("slug", flat=True)) == [
            "sommet-de-niamey-2024",
            "sommet-de-bamako-2025",
        ]
        assert Decision.objects.count() == 28
    assert Change.objects.of_site().filter(record_type="").count() == 1
    call_command("compare_dossier", verbosity=0)  # raises where something is missing

    output = said(DOSSIER, publish=True)

    assert output.splitlines()[-1] == "Créées : 0 · modifiées : 0 · inchangées : 484"
    assert Change.objects.of_site().filter(record_type="").count() == 1


def test_dry_run_leaves_nothing():
    output = said(DOSSIER, dry_run=True, publish=True)

    assert output.splitlines()[-1] == "Créées : 484 · modifiées : 0 · inchangées : 0"
    assert not Source.objects.exists()


def test_refusal_lists_every_fault(faulty):
    with pytest.raises(CommandError) as error:
        said(faulty)

    assert str(error.value).replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "Rien n’a été écrit. Erreurs : 3",
        f"{faulty}/sources.yaml:2: sources[le-sahel] — champ manquant « id »",
        f"{faulty}/sources.yaml:2: sources[le-sahel] — champ manquant « kind »",
        f"{faulty}/sources.yaml:2: sources[le-sahel] — champ manquant « title »",
    ]


def test_editors_changes_are_named(tmp_path):
    (tmp_path / "persons.yaml").write_text(
        "persons:\n- {id: 00000000-0000-4000-8000-000000000001, slug: goita, name: Assimi Goïta}\n"
    )
    said(tmp_path)
    Person.objects.update(name="Assimi GOÏTA")

    assert said(tmp_path).splitlines()[-2:] == [
        "Changées au bureau depuis le dernier chargement, laissées en l’état (--force les écrase) :",
        "  persons[goita]",
    ]
