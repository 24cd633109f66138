"""What a feed tells of, and its address."""

from dataclasses import dataclass

from django.db.models import Q

from readers.feeds import channels


@dataclass(frozen=True)
class Narrowing:
    parameter: str
    value: str
    condition: Q
    name: str


def test_a_channel_is_named_after_its_filters_which_are_part_of_its_address():
    filters = [Narrowing("pilier", "defence", Q(a=1), "Défense"), Narrowing("etat", "ML", Q(b=2), "Mali")]
    narrowed = channels.corrections().narrowed(filters)
    assert narrowed.title == "Le Registre AES · rectifications · Défense · Mali"
    assert narrowed.path("rss", archive=2) == "/fr/flux/corrections.rss?pilier=defence&etat=ML&archive=2"


def test_what_everything_leaves_out_a_filter_brings_back():
    everything = channels.site()
    assert everything.entries == Q(change__is_signalled=True)
    assert everything.narrowed([Narrowing("etat", "ML", Q(b=2), "Mali")]).entries == Q(b=2)


def test_there_is_one_for_each_section_after_that_of_everything():
    words = [channel.kwargs.get("section") for channel in channels.everything()]
    assert words[:3] == [None, None, "sommets"]
    assert "decisions" in words
