"""Loading: what is written, what is left alone, and what happens to an editor's changes."""

import pytest
from django.db import transaction

from editions.models import Change, ContentVersion
from exchange.dossier.loading import Load
from institutions.models import Office, Person
from publishing.history.revisions import versions
from publishing.live.connection import live_reading
from publishing.live.publish import Refused, withdraw
from publishing.models import DossierEntry
from publishing.models.reference import ReferenceCounter
from sources.models import Passage, Source
from summits.models import Decision, DecisionStep
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_records_come_with_parts_links_and_texts(folder):
    report = folder.load()

    decision = Decision.objects.get()
    assert (decision.name_fr, decision.name_en) == ("Adopter quatre protocoles", "Adopt four protocols")
    assert str(decision.decided) == "2025-12-23"
    assert decision.evidence.get().locator == "L3"
    assert decision.mandates.get() == Office.objects.get().mandates.get()
    assert decision.steps.get().evidence.get() == Passage.objects.get(locator="")
    assert decision.steps.get().recorded_at.isoformat() == "2026-01-05T08:00:00+00:00"
    assert sorted(report.created) == [
        "decisions[adopter-quatre-protocoles]",
        "offices[presidence]",
        "persons[goita]",
        "sources[le-sahel]",
        "statuses[adopted]",
    ]


MERGED = """\
persons:
- &goita
  id: 00000000-0000-4000-8000-000000000021
  reference: AES-P-2026-001
  slug: goita
  name: Assimi Goïta
- <<: *goita
  id: 00000000-0000-4000-8000-000000000022
  reference: AES-P-2026-002
  slug: traore
- <<: [{slug: tiani, name: Abdourahamane Tiani}, *goita, *goita]
  id: 00000000-0000-4000-8000-000000000023
  reference: AES-P-2026-003
"""


def test_entries_take_over_fields_of_others_and_keep_their_own(folder):
    (folder.path / "persons.yaml").write_text(MERGED)
    folder.load()

    found = Person.objects.order_by("reference").values_list("slug", "name")
    assert list(found) == [("goita", "Assimi Goïta"), ("traore", "Assimi Goïta"), ("tiani", "Abdourahamane Tiani")]


def test_reference_of_a_file_is_not_allocated_again(folder):
    folder.load()

    assert ReferenceCounter.objects.allocate("D", 2025) == "AES-D-2025-002"


def test_missing_reference_is_allocated_and_kept(folder):
    folder.edit("persons", "  reference: AES-P-2026-001\n", "")
    folder.load()
    reference = Person.objects.get().reference

    folder.edit("persons", "name: Assimi Goïta", "name: Assimi GOÏTA")
    folder.load()

    assert reference.startswith("AES-P-")
    assert Person.objects.get().reference == reference


def test_second_load_writes_nothing_and_says_so(folder, django_assert_num_queries):
    folder.load()
    before = list(DossierEntry.objects.values_list("pk", "sha256"))

    report = folder.load()

    assert (report.created, report.updated, len(report.unchanged)) == ([], [], 5)
    assert list(DossierEntry.objects.values_list("pk", "sha256")) == before


OTHER_FORMS = {
    "mandates: [presidence/aaaaaaaa]": "mandates: [AES-F-2026-001/aaaaaaaa-0000-4000-8000-000000000032]",
    "  - {source: le-sahel, at: L3}": "  - le-sahel#L3",
    "evidence: [{source: le-sahel}]": "evidence: [AES-S-2025-001]",
    "    person: goita": "    person: AES-P-2026-001",
}


def test_links_in_another_form_of_the_grammar_say_the_same(folder):
    folder.load()
    for name, old in zip(["decisions", "decisions", "decisions", "offices"], OTHER_FORMS, strict=True):
        folder.edit(name, old, OTHER_FORMS[old])

    assert len(folder.load().unchanged) == 5


def test_links_in_another_form_of_the_grammar_are_written(folder):
    for name, old in zip(["decisions", "decisions", "decisions", "offices"], OTHER_FORMS, strict=True):
        folder.edit(name, old, OTHER_FORMS[old])

    folder.load()

    decision = Decision.objects.get()
    assert decision.evidence.get().locator == "L3"
    assert decision.mandates.get().person == Person.objects.get()
    assert decision.steps.get().evidence.get().locator == ""


def test_dry_run_writes_nothing_and_tells_what_it_would(folder):
    report = folder.load(dry_run=True)

    assert len(report.created) == 5
    assert not Source.objects.exists()
    assert not DossierEntry.objects.exists()


def test_changed_file_changes_the_record(folder):
    folder.load()

    folder.edit("decisions", "fr: Adopter quatre protocoles", "fr: Adopter les protocoles")
    report = folder.load()

    assert report.updated == ["decisions[adopter-quatre-protocoles]"]
    assert Decision.objects.get().name_fr == "Adopter les protocoles"
    assert DecisionStep.objects.count() == 1


def test_changed_source_keeps_its_passages(folder):
    folder.load()
    cited = Decision.objects.get().evidence.get()

    folder.edit("sources", "title: Fin des travaux", "title: Fin des travaux du collège")
    folder.edit("sources", "passages: [L3, '']", "passages: [L3, L4, '']")
    report = folder.load()

    assert report.updated == ["sources[le-sahel]"]
    assert Source.objects.get().title == "Fin des travaux du collège"
    assert sorted(Passage.objects.values_list("locator", flat=True)) == ["", "L3", "L4"]
    assert Decision.objects.get().evidence.get() == cited


def test_part_left_out_of_the_file_goes(folder):
    folder.load()

    text = folder.texts["decisions"]
    folder.edit("decisions", text[text.index("  steps:") :], "")
    folder.load()

    assert not DecisionStep.objects.exists()


def test_reference_never_changes(folder):
    folder.load()

    folder.edit("persons", "AES-P-2026-001", "AES-P-2026-002")

    assert folder.errors() == ["persons.yaml:3: persons[goita].reference — la référence AES-P-2026-001 ne change plus"]


def test_slugs_may_be_exchanged(folder):
    folder.add(
        "persons",
        folder.texts["persons"]
        .removeprefix("persons:\n")
        .replace("0021", "0022")
        .replace("-001", "-002")
        .replace("goita", "diop"),
    )
    folder.load()

    first, second = folder.texts["persons"].split("- id")[1:]
    folder.texts["persons"] = (
        "persons:\n- id" + first.replace("goita", "diop") + "- id" + second.replace("diop", "goita")
    )
    folder.save("persons")
    folder.load()

    assert list(Person.objects.order_by("reference").values_list("slug", flat=True)) == ["diop", "goita"]


def test_part_that_others_point_at_may_not_go(folder):
    folder.load()
    (folder.path / "decisions.yaml").unlink()

    text = folder.texts["offices"]
    folder.edit("offices", text[text.index("  mandates:") :], "")

    assert folder.errors()[0].startswith(f"{folder.path}:1 — refusé par la règle")
    assert Office.objects.get().mandates.count() == 1


# An editor's later change


def test_editors_change_is_left_alone_and_reported(folder):
    folder.load()
    Decision.objects.update(name_fr="Adopter des protocoles")

    folder.edit("decisions", "fr: Adopter quatre protocoles", "fr: Adopter les protocoles")
    report = folder.load()

    assert report.skipped == ["decisions[adopter-quatre-protocoles]"]
    assert Decision.objects.get().name_fr == "Adopter des protocoles"


def test_editors_change_of_a_part_or_link_counts_too(folder):
    folder.load()
    DecisionStep.objects.get().evidence.add(Passage.objects.get(locator="L3"))

    assert folder.load().skipped == ["decisions[adopter-quatre-protocoles]"]


def test_editors_change_is_overwritten_by_force(folder):
    folder.load()
    Decision.objects.update(name_fr="Adopter des protocoles")

    report = folder.load(force=True)

    assert report.updated == ["decisions[adopter-quatre-protocoles]"]
    assert Decision.objects.get().name_fr == "Adopter quatre protocoles"


def test_what_a_load_writes_and_overwrites_is_in_the_history(folder):
    folder.load()
    Decision.objects.update(name_fr="Adopter des protocoles")

    folder.load(force=True)

    history = versions(Decision.objects.get()).order_by("number")
    assert [revision.note for revision in history] == ["chargement d’un dossier", "", "chargement d’un dossier"]


def test_record_that_an_editor_deleted_does_not_come_back(folder):
    folder.load()
    Decision.objects.all().delete()

    assert folder.load().skipped == ["decisions[adopter-quatre-protocoles]"]
    assert not Decision.objects.exists()


def test_record_made_at_the_desk_is_not_overwritten(folder):
    Person.objects.create(id="00000000-0000-4000-8000-000000000021", slug="autre", name="Autre")
    (folder.path / "offices.yaml").unlink()
    folder.edit("decisions", "  mandates: [presidence/aaaaaaaa]\n", "")

    assert folder.load().skipped == ["persons[goita]"]
    assert Person.objects.get().name == "Autre"


def test_name_already_taken_at_the_desk(folder):
    make.person(slug="goita")

    assert folder.errors() == ["persons.yaml:4: persons[goita].slug — « goita » est déjà pris par le bureau"]


# Publishing


def test_later_load_tells_of_what_it_changed_only(folder):
    load_and_publish(folder)
    folder.edit("decisions", "fr: Adopter quatre protocoles", "fr: Adopter les protocoles")

    load_and_publish(folder)

    of_site = Change.objects.of_site().filter(record_type="").order_by("at").last()
    assert of_site.texts.get(language="en").title == "Dossier published: 1 record"


def load_and_publish(folder):
    load = Load(folder.path)
    load.prepare()
    load.write()
    load.publish()
    return load.report


def test_publication_is_one_change_of_the_site(folder):
    load_and_publish(folder)

    with live_reading():
        assert Decision.objects.get().name_fr == "Adopter quatre protocoles"
    of_site = Change.objects.of_site().filter(record_type="")
    titles = [change.texts.get(language="fr").title for change in of_site]
    assert titles == ["Dossier publié\N{NO-BREAK SPACE}: 4 fiches"]


def test_publishing_again_changes_nothing(folder):
    load_and_publish(folder)
    version = ContentVersion.objects.current().number

    load_and_publish(folder)

    assert ContentVersion.objects.current().number == version


def test_withdrawn_record_is_not_published_again(folder):
    load_and_publish(folder)
    withdraw([Decision.objects.get()], reason="Erreur")

    report = load_and_publish(folder)

    assert report.withdrawn == ["decisions[adopter-quatre-protocoles]"]
    with live_reading():
        assert not Decision.objects.exists()


def test_change_of_a_published_fact_is_refused_and_not_kept(folder):
    load_and_publish(folder)
    folder.edit("decisions", "    occurred: 2025-12-23", "    occurred: 2025-12-22")

    with pytest.raises(Refused), transaction.atomic():
        load_and_publish(folder)

    assert str(DecisionStep.objects.get().occurred) == "2025-12-23"
