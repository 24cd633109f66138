"""Whatever a record type answers of itself (`publishing.models.Record`) can be written for readers."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import override

from editions.models import Edition
from readers import calendars
from readers.briefs.briefs import brief, read_aloud
from readers.citation.formats import FORMATS
from readers.citation.works import work
from readers.share_images.cards import card_of
from readers.structured_data import entity_of
from tests import factories as make
from tests.publishing.test_contract import RECORDS, filled

pytestmark = pytest.mark.django_db


@RECORDS
def test_what_a_type_answers_can_be_written(kind):
    record = make.published(filled(kind))
    edition = Edition.objects.get(record_id=record.pk)

    for language in ("fr", "en"):
        with override(language):
            entity, cited, card = entity_of(record, edition), work(record, edition), card_of(record)
            texts = [brief(record, 1), read_aloud(record, 1), *(format.write(cited) for format in FORMATS.values())]

        assert (entity["name"], cited.title) == (card.title, card.title)
        assert bool(card.date) == bool(record.own_date or record.current_step)
        assert all(texts)
        assert json.dumps(entity, cls=DjangoJSONEncoder)
    assert (calendars.of_record(record) is None) == (kind.model.calendar_filter is None)
