"""People of the desk, whose ways cross rooms."""

from tests.accounts.conftest import meeting, member  # noqa: F401
from tests.desk.conftest import desk, signed_in  # noqa: F401
