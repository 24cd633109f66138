"""The mark of a publication, in a file that all processes see as memory."""

from editions.mark import LENGTH, Mark


def test_a_reader_sees_each_change_without_opening_the_file_again(tmp_path):
    writer, reader = Mark(tmp_path / "var" / "mark"), Mark(tmp_path / "var" / "mark")
    writer.make()
    reader.reopen()
    before = reader.read()

    writer.change()

    assert (len(before), reader.read() != before) == (LENGTH, True)


def test_making_it_again_changes_nothing(tmp_path):
    mark = Mark(tmp_path / "mark")
    mark.make()
    before = (tmp_path / "mark").read_bytes()
    mark.make()

    assert (tmp_path / "mark").read_bytes() == before


def test_without_a_file_it_is_blank_and_what_cannot_be_written_is_told(tmp_path, caplog):
    (tmp_path / "a-file").touch()
    mark = Mark(tmp_path / "a-file" / "mark")
    mark.reopen()
    mark.change()

    assert mark.read() == b""
    assert "cannot be written" in caplog.text


def test_a_file_in_its_place_is_seen_once_it_is_looked_for(tmp_path):
    mark = Mark(tmp_path / "mark")
    mark.make()
    mark.reopen()
    (tmp_path / "other").write_bytes(b"x" * LENGTH)
    (tmp_path / "other").rename(tmp_path / "mark")

    mark.reopen()

    assert mark.read() == b"x" * LENGTH
