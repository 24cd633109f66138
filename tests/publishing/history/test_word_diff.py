"""Two states side by side, whole, with what differs marked word by word."""

import pytest

from publishing.history.word_diff import LONGEST, lines, marked
from publishing.snapshots import DESK, ids_by_type, read_snapshots
from tests import factories as make


def taken(record):
    return next(iter(read_snapshots(ids_by_type([record]), DESK).values()))


def test_words_that_only_one_text_has_are_marked_and_escaped():
    assert marked("le <b> chat dort", "le <b> chien dort") == (
        "le &lt;b&gt; <del>chat</del> dort",
        "le &lt;b&gt; <ins>chien</ins> dort",
    )


@pytest.mark.parametrize(("before", "after"), [("", "un"), ("un", "–"), ("a " * LONGEST, "b")])
def test_nothing_is_marked_beside_an_empty_text_or_in_a_very_long_one(before, after):
    assert marked(before, after) == (before, after)


@pytest.mark.django_db
def test_texts_are_shown_whole():
    organ = make.organ()
    before = taken(organ)
    organ.summary_fr = "mot " * 400
    organ.save()

    (line,) = lines(before, taken(organ))

    assert (line.difference.name, line.before) == ("summary_fr", "<del>Présentation</del>")
    assert line.after.count("mot") == 400


@pytest.mark.django_db
def test_of_a_record_that_was_not_there_all_is_read_and_no_empty_field():
    organ = make.organ(name_fr="Collège")
    said = {line.difference.name: line.after for line in lines(None, taken(organ))}

    assert (said["name_fr"], said["summary_fr"]) == ("Collège", "Présentation")
    assert not {"name_en", "procedure_fr", "parent"} & said.keys()
