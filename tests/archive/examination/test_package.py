"""Entries of a DOCX or ODT: read as XML without entities, and no further than an XML file may be long."""

import io
import zipfile

import pytest
from defusedxml import DTDForbidden

from archive.examination import MAX_XML, Unacceptable
from archive.examination.package import part, read, xml
from tests import files


@pytest.fixture
def archive():
    entries = {
        "long.xml": "x" * (MAX_XML + 1),
        "named.xml": '<a:p xmlns:a="urn:a"><b xmlns="urn:b"/></a:p>',
        "entity.xml": '<!DOCTYPE p [<!ENTITY e "e">]><p>&e;</p>',
    }
    return zipfile.ZipFile(io.BytesIO(files.zipped(entries)))


def test_entry_that_unpacks_without_end_is_a_bomb(archive):
    with pytest.raises(Unacceptable, match="bomb"):
        read(archive, "long.xml")


def test_part_knows_the_prefixes_it_declares(archive):
    found = part(archive, "named.xml")

    assert (found.root.tag, found.namespaces) == ("{urn:a}p", {"a": "urn:a", "": "urn:b"})


@pytest.mark.parametrize("reader", [xml, part])
def test_document_type_is_refused(archive, reader):
    with pytest.raises(DTDForbidden):
        reader(archive, "entity.xml")
