"""Settings of the tests: the site's own, over a database server that forgoes durability for speed.

A `DATABASE_URL` in the environment is used instead, by a role that may create databases.
"""

import os

from aes_site.embedded.cluster import Cluster
from aes_site.settings import *  # noqa: F403
from aes_site.settings import DATABASES, STORAGES, TEMPLATES, VAR, database_of_cluster
from tests.templates import RefuseUndefined

if not os.environ.get("DATABASE_URL"):
    EMBEDDED_CLUSTER = Cluster(VAR / "test-postgres", durable=False)
    DATABASES["default"].update(database_of_cluster(EMBEDDED_CLUSTER))

# Runs of the same checkout may overlap: each has its own database. Workers inherit the name.
RUN = os.environ.setdefault("TEST_RUN", str(os.getpid()))
DATABASES["default"]["CONN_MAX_AGE"] = 0  # the live server's threads leave no connection behind
DATABASES["default"]["TEST"] = {"NAME": f"test_aes_{RUN}"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = RefuseUndefined()
WHITENOISE_AUTOREFRESH = True  # nothing is collected for a test
