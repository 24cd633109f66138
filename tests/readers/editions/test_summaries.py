"""The editions of a record, each with what it changed."""

import pytest

from editions.models import Edition
from publishing.live.publish import publish
from readers.editions.summaries import as_rows
from tests import factories as make

pytestmark = pytest.mark.django_db


def rows(record):
    editions = Edition.objects.filter(record_id=record.pk).order_by("number")
    return [sentences for _edition, sentences in as_rows(list(editions), record._meta.label_lower)]


def test_what_no_sentence_tells_is_told_by_the_fields_that_differ():
    topic = make.published(make.topic(name_fr="Un", definition_fr="Avant"))
    topic.definition_fr = "Après"
    topic.save()
    publish([topic])
    first, second = rows(topic)
    assert len(first) == 1
    assert second == ["Modifié\N{NO-BREAK SPACE}: Définition (français)"]


def test_no_editions_are_no_rows():
    assert as_rows([], "summits.topic") == []
