"""Contents as files, as the program that examines is given them."""

import pytest


@pytest.fixture
def as_file(tmp_path):
    def write(content: bytes):
        path = tmp_path / "content"
        path.write_bytes(content)
        return path

    return write
