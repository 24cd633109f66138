"""Entries of a DOCX or ODT are read within limits, and without entities."""

import io
import zipfile

import pytest
from defusedxml import DTDForbidden

from archive.examination import MAX_XML, Unacceptable
from archive.examination.office.package import part, read, xml
from tests import files


def archive_of(**entries) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files.zipped(entries)))


def test_an_entry_is_unpacked_no_further_than_xml_may_be_long():
    with pytest.raises(Unacceptable) as refused:
        read(archive_of(content=b"\0" * (MAX_XML + 1)), "content")

    assert refused.value.reason == "bomb"


def test_entities_are_refused():
    with pytest.raises(DTDForbidden):
        xml(archive_of(content='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "content")


def test_a_part_knows_the_prefixes_that_its_texts_may_use():
    found = part(archive_of(content='<a xmlns:w14="urn:w14">w14</a>'), "content")

    assert (found.root.text, found.namespaces) == ("w14", {"w14": "urn:w14"})
