"""What keeps a record from being published, read from its snapshot: missing texts and changed facts."""

import pytest

from publishing.live.changeset import Changeset
from publishing.live.requirements import changed_facts, errors_of, missing_texts
from publishing.snapshots import DESK, ids_by_type, read_snapshots
from summits.models import DecisionStep
from tests import factories as make

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"
CORRECT_IT = f"{NBSP}: ajoutez une étape qui le corrige."


def taken(record):
    return next(iter(read_snapshots(ids_by_type([record]), DESK).values()))


def test_complete_record_lacks_nothing():
    decision = make.decision()
    make.decision_step(decision)

    assert list(missing_texts(taken(decision))) == []


def test_text_that_is_required_or_written_in_another_language_is_missing_in_french():
    assert list(missing_texts(taken(make.organ(summary_fr="")))) == [f"«{NBSP}présentation{NBSP}» manque en français."]
    assert list(missing_texts(taken(make.decision(text_en="Text")))) == [f"«{NBSP}texte{NBSP}» manque en français."]


def test_text_missing_in_a_part_is_named_with_the_part():
    organ = make.organ()
    make.competence(organ, domain_fr="", domain_en="Money")

    (words,) = missing_texts(taken(organ))

    assert words == f"«{NBSP}domaine{NBSP}» manque en français (compétence)."


def test_published_fact_neither_changes_nor_disappears():
    decision = make.decision()
    changed, gone = (make.decision_step(decision, text_fr=text) for text in ("Un", "Deux"))
    before = taken(decision)
    DecisionStep.objects.filter(pk=changed.pk).update(occurred="2025-01-01")
    gone.delete()

    found = sorted(changed_facts(taken(decision), before))

    assert len(found) == 2
    assert found[0].startswith("un fait publié ne se retire pas (étape")
    assert f"«{NBSP}Deux{NBSP}»" in found[0]
    assert "est un fait publié qui ne change plus (étape" in found[1]
    assert f"«{NBSP}Un{NBSP}»" in found[1]
    assert [words.endswith(CORRECT_IT) for words in found] == [True, True]


def test_step_that_is_added_changes_no_fact():
    decision = make.decision()
    make.decision_step(decision)
    before = taken(decision)
    make.decision_step(decision)

    assert list(changed_facts(taken(decision), before)) == []


def test_all_of_it_is_said_of_each_record_by_name_with_what_the_record_itself_lacks():
    decision = make.decision(name_fr="Banque", text_en="Text")
    make.decision_step(decision, evidence=[], text_fr="Attendue")
    changeset = Changeset.of_desk([decision, make.place()])

    errors = errors_of(changeset, changeset.records)

    assert [words.partition(f"{NBSP}: ")[0] for words in errors] == [f"Décision «{NBSP}Banque{NBSP}»"] * 2
    assert "n’a pas de preuve" in errors[1]
