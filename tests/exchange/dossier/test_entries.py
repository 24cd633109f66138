"""What an entry of a dossier says, whatever the order of its parts."""

from exchange.dossier.entries import fingerprint
from exchange.schema.record_types import Collection
from institutions.models import Office
from publishing.registry import record_type_of

FIRST, SECOND = {"id": "1", "person": "goita"}, {"id": "2", "person": "traore"}


def test_the_order_of_parts_is_not_said_and_what_they_say_is():
    offices = Collection(record_type_of(Office))
    entry = {"id": "0", "slug": "presidence", "mandates": [FIRST, SECOND]}

    assert fingerprint(entry, offices) == fingerprint(entry | {"mandates": [SECOND, FIRST]}, offices)
    assert fingerprint(entry, offices) != fingerprint(entry | {"mandates": [FIRST]}, offices)
