"""What is refused, and what is live."""

import pytest

from editions.models import ContentVersion
from publishing.live.connection import live_reading
from publishing.live.publish import Refused, publish


def refusal_of(*records):
    """The refusal to publish these records; nothing must have changed."""
    version = ContentVersion.objects.current().number
    with pytest.raises(Refused) as refusal:
        publish(records)
    assert ContentVersion.objects.current().number == version
    return refusal.value


def live(queryset, column):
    with live_reading():
        return list(queryset.order_by(column).values_list(column, flat=True))
