"""Lists narrowed by pillar, organ, status and year."""

import re

import pytest

from publishing.live.publish import publish
from summits.models import Decision
from summits.views.listing import FacetedListView
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def decisions(db):
    adopted = make.decision(
        name_fr="Adoptée", organ=make.organ(slug="college"), pillar=make.pillar("defense"), decided="2024-07-06"
    )
    make.decision_step(adopted, "adopted", occurred="2024-07-06")
    other = make.decision(name_fr="Autre", pillar=make.pillar("justice"), decided="2025-12-23")
    make.decision_step(other, "expected", occurred="2025-12-23")
    make.published(adopted, other)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Adoptée", "Autre"}),
        ("pilier=defense", {"Adoptée"}),
        ("organe=college", {"Adoptée"}),
        ("statut=adopted", {"Adoptée"}),
        ("annee=2025", {"Autre"}),
        ("annee=2025&pilier=defense", set()),
        ("pilier=inconnu", set()),
        ("annee=0", set()),
        ("annee=²", set()),
        ("annee=l’an+passé", set()),
        (f"annee={'9' * 5000}", set()),
        ("pilier=%00&organe=%00&statut=%00", {"Adoptée", "Autre"}),
    ],
)
def test_decisions_are_narrowed_by_what_the_address_asks(client, decisions, query, names):
    text = page(client, f"/fr/decisions/?{query}")
    assert set(re.findall(r">(Adoptée|Autre)</a>", text)) == names


def test_an_empty_choice_of_decisions_says_so(client, decisions):
    assert "Aucune décision ne répond à ces critères." in page(client, "/fr/decisions/?pilier=inconnu")


def test_a_chosen_facet_is_marked_and_leads_back(client, decisions):
    text = page(client, "/fr/decisions/?pilier=defense&annee=2024")
    assert re.findall(r'href="([^"]+)" aria-current="true">(Pilier defense|2024)', text) == [
        ("?annee=2024", "Pilier defense"),
        ("?pilier=defense", "2024"),
    ]


def test_a_facet_counts_what_the_other_choices_leave(client, decisions):
    third = make.decision(pillar=make.pillar("defense"), decided="2025-01-01")
    make.published(third)

    def counts(query):
        text = page(client, f"/fr/decisions/?{query}")
        return dict(re.findall(r'>(Pilier \w+|20\d\d)</a> <span class="small">(\d+)</span>', text))

    assert counts("") == {"Pilier defense": "2", "Pilier justice": "1", "2024": "1", "2025": "2"}
    assert counts("annee=2025") == {"Pilier defense": "1", "Pilier justice": "1", "2024": "1", "2025": "2"}
    assert counts("pilier=justice") == {"Pilier defense": "2", "Pilier justice": "1"}


def test_records_are_shown_in_the_order_of_the_rows_with_their_statuses(django_assert_num_queries):
    first, second = make.decision_step().decision, make.decision_step().decision
    view = FacetedListView(model=Decision)

    shown = view.shown([{"record_id": second.pk}, {"record_id": first.pk}])

    assert shown == [second, first]
    with django_assert_num_queries(0):
        assert {record.ledger.current().status.key for record in shown} == {"expected"}


def test_a_former_address_of_an_organ_leads_to_the_list_of_the_current_one(client, decisions):
    organ = Decision.objects.get(name_fr="Adoptée").organ
    organ.slug = "college-des-chefs"
    organ.save()
    publish([organ])

    response = client.get("/fr/decisions/?organe=college&annee=2024")

    assert response.status_code == 301
    assert response["Location"] == "/fr/decisions/?organe=college-des-chefs&annee=2024"
