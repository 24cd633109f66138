"""What is wrong, and where, in words."""

from exchange.schema.errors import Message, Place, did_you_mean, place


def plain(text):
    return str(text).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_message_says_where_as_its_kind_of_file_does():
    assert str(Message(Place("a.yaml", 3, "decisions[x].name"), "vide")) == "a.yaml:3: decisions[x].name — vide"
    assert str(Message(Place("a.yaml", 1), "vide")) == "a.yaml:1 — vide"
    assert plain(Message(place("steps", 3, "occurred"), "vide")) == "steps, ligne 3, colonne occurred : vide"
    assert str(Message("", "vide")) == "vide"


def test_only_words_that_are_close_are_proposed():
    assert plain(did_you_mean("decide", ["decided", "name"])) == " ; vouliez-vous : decided ?"
    assert did_you_mean("xyz", ["decided", "name"]) == ""
