"""What was typed comes back as it was sent."""

from publishing.models import KeptForm


def test_what_was_sent_is_read_again_with_every_value_of_a_name():
    form = KeptForm(path="/admin/", body="a=1&a=2&b=%C3%A9")

    assert (form.sent.getlist("a"), form.sent["b"], str(form)) == (["1", "2"], "é", "/admin/")
