"""Sources beside what rests on them."""

import pytest

from publishing.models import path_in
from sources.templatetags.citations import cited_as, refs, source_refs, title_of
from tests import factories as make
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_a_title_that_the_register_describes_stands_between_brackets(client):
    source = make.published(make.source(title="dépêche sans titre", title_is_ours=True))
    assert "[dépêche sans titre]" in page(client, "/fr/sources/")
    assert "[dépêche sans titre]" in page(client, path_in(source, "fr"))


def test_where_a_source_is_cited_it_leads_to_the_list_of_the_page(client):
    source = make.source(publisher="AMAP")
    decision = make.decision()
    make.decision_step(decision, evidence=[make.passage(source, locator="L3")])
    make.published(decision)

    text = page(client, path_in(decision, "fr"))

    assert f'<a href="#{source.reference}">AMAP</a>, L3' in text
    assert f'<li id="{source.reference}">' in text


def test_a_source_is_called_by_its_publisher_else_by_what_it_is():
    assert cited_as(make.source(publisher="AMAP")) == "AMAP"
    assert cited_as(make.source(kind="agency")) == "agence de presse"
    assert [title_of(make.source(title="Une", title_is_ours=ours)) for ours in (True, False)] == ["[Une]", "Une"]


def test_one_source_or_several_are_linked_by_name_with_the_places_cited():
    amap, sidwaya = (make.source(publisher=name) for name in ("AMAP", "Sidwaya"))
    one, other = make.passage(amap, locator="L11"), make.passage(sidwaya, locator="")

    assert (
        refs([one]) == f'<span class="refs">Source\N{NO-BREAK SPACE}: <a href="#{amap.reference}">AMAP</a>, L11</span>'
    )
    assert refs([other, one]).startswith('<span class="refs">Sources\N{NO-BREAK SPACE}: <a')
    assert f'<a href="{sidwaya.get_absolute_url()}">Sidwaya</a></span>' in source_refs([other])
    assert refs([]) == ""
