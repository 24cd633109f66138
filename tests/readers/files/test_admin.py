"""The store on the desk: what lies in it, for reading by who may see the records."""

import pytest
from django.contrib import admin

from archive.models import StoredFile
from readers.files.admin import SEEING, StoredFileAdmin, unnamed


@pytest.fixture
def store():
    return StoredFileAdmin(StoredFile, admin.site)


def test_nothing_is_added_changed_or_deleted_here(store, rf):
    request = rf.get("/")

    assert not any([store.has_add_permission(request), store.has_change_permission(request)])
    assert not store.has_delete_permission(request)


@pytest.mark.parametrize(("right", "answer"), [(SEEING[0], True), ("auth.view_user", False)])
def test_who_may_see_records_with_files_sees_the_store(store, rf, right, answer):
    request = rf.get("/")
    request.user = type("Member", (), {"has_perm": lambda self, name: name == right})()

    assert store.has_view_permission(request) is answer


def test_a_file_that_no_row_names_has_a_name_all_the_same():
    stored = StoredFile(sha256="a" * 64, media_type="application/pdf", size=9, pages=1)

    assert unnamed(stored).name == f"{'a' * 16}.pdf"
