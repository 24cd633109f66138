"""What a dossier says of the register itself: checked, entered as a whole, and never against references given."""

import pytest

from editions.identity import current_identity
from editions.models import ContentVersion
from exchange.dossier.dumping import dump_dossier
from exchange.dossier.identity import contrast, written_identity
from exchange.dossier.loading import Load
from publishing.models import Publication
from summits.models import Decision
from tests import factories as make

pytestmark = pytest.mark.django_db

SHORES = "register:\n  name: {fr: Le Registre des Rives}\n  prefix: CR\n"


def load(path):
    load = Load(path)
    load.prepare()
    load.write()
    load.identify()
    return load.report


def with_references(folder, prefix):
    """The dossier with references that begin otherwise."""
    for name, text in folder.texts.items():
        folder.texts[name] = text.replace("AES-", f"{prefix}-")
        folder.save(name)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("nom: {fr: Registre}", "register.yaml:2: register.nom — champ inconnu « nom »"),
        ("name: {en: Register}", "register.yaml:2: register.name — texte français manquant"),
        ("name: {fr: Registre, xx: R}", "register.yaml:2: register.name.xx — langue inconnue « xx »"),
        ("short_name: {fr: Beaucoup trop long ici}", "register.yaml:2: register.short_name.fr — 16 caractères au plus"),
        (
            "prefix: cr-1",
            "register.yaml:2: register.prefix — « cr-1 » ne peut pas commencer une référence :",
        ),
        (
            "zones: [Mars/Rives]",
            "register.yaml:2: register.zones — « Mars/Rives » n’est pas un fuseau horaire : Europe/Paris",
        ),
        ("colours: {light: '#1c6540'}", "register.yaml:2: register.colours — champ manquant « dark »"),
        (
            "colours: {light: '#ffff00', dark: '#86d1a2'}",
            "register.yaml:2: register.colours.light — « #ffff00 » se lit mal sur #faf6ed : contraste 1.0,",
        ),
        (
            "colours: {light: green, dark: '#86d1a2'}",
            "register.yaml:2: register.colours.light — « green » n’est pas une couleur : #924a08",
        ),
    ],
)
def test_an_error_is_told_with_its_place_and_nothing_is_written(folder, line, error):
    folder.add("register", f"register:\n  {line}\n")
    before = ContentVersion.objects.get().identity

    assert [told for told in folder.errors() if told.startswith(error)]
    assert ContentVersion.objects.get().identity == before
    assert not Decision.objects.exists()


def test_it_is_given_once(folder):
    folder.add("register", "register:\n  prefix: AES\n")
    folder.add("registre", "register:\n  prefix: AES\n")

    assert any("register — déjà donné à" in error for error in folder.errors())


def test_it_holds_from_the_load_on_and_every_kept_page_is_out_of_date(neutral, folder):
    assert current_identity().name == "Le registre public"
    with_references(folder, "CR")
    folder.add("register", SHORES)
    before = ContentVersion.objects.get().number

    report = load(folder.path)

    assert "register" in report.updated
    assert current_identity().name == "Le Registre des Rives"
    assert ContentVersion.objects.get().number == before + 1
    assert Publication.objects.get().note == "présentation du registre"
    assert Decision.objects.get().reference == "CR-D-2025-001"


def test_what_says_the_same_changes_nothing(folder):
    before = ContentVersion.objects.get().number

    load(folder.path)
    report = load(folder.path)

    assert "register" not in report.updated
    assert ContentVersion.objects.get().number == before


def test_a_trial_enters_nothing(neutral, folder):
    with_references(folder, "CR")
    folder.add("register", SHORES)

    assert "register" in folder.load(dry_run=True).updated
    assert current_identity().prefix == "REG"


def test_references_are_those_of_the_dossiers_own_register(neutral, folder):
    with_references(folder, "CR")
    folder.edit("decisions", "  reference: CR-D-2025-001\n", "")
    folder.add("register", SHORES)

    load(folder.path)

    assert Decision.objects.get().reference == "CR-D-2025-001"


def test_a_register_without_a_prefix_takes_that_of_its_first_references(neutral, folder):
    with_references(folder, "CR")

    load(folder.path)

    assert current_identity().entered == {"prefix": "CR"}
    assert make.decision().reference.startswith("CR-D-")


def test_a_reference_of_another_register_is_refused(folder):
    folder.edit("decisions", "AES-D-2025-001", "CR-D-2025-001")

    (error,) = folder.errors()
    assert error.startswith("decisions.yaml:3: decisions[adopter-quatre-protocoles].reference — ")
    assert error.endswith("la référence CR-D-2025-001 ne commence pas par AES, comme celles du registre")


def test_the_prefix_no_longer_changes_once_a_record_bears_it(folder):
    load(folder.path)
    folder.add("register", SHORES)

    assert (
        "register.yaml:1: register — le préfixe des références ne change plus : des fiches portent AES"
        in folder.errors()
    )
    assert current_identity().prefix == "AES"


def test_a_dump_says_it_again(folder, tmp_path):
    load(folder.path)
    dump_dossier(tmp_path / "dump")

    assert load(tmp_path / "dump").updated == []
    assert "  prefix: AES\n" in (tmp_path / "dump" / "register.yaml").read_text(encoding="utf-8")


def test_contrast_is_that_of_the_guidelines():
    assert [contrast("#000000", other) for other in ("#ffffff", "#000000")] == [21, 1]


def test_fields_are_written_in_the_order_of_the_documentation():
    assert list(written_identity({"zones": ["Africa/Bamako"], "prefix": "CR", "name": {"fr": "Rives"}})) == [
        "name",
        "prefix",
        "zones",
    ]
