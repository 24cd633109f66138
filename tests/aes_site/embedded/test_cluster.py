"""The embedded server: it keeps what it was given, and it is there exactly while somebody uses it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from aes_site.embedded.cluster import DATABASE, OWNER, READER, SOCKET_PATH_LIMIT, Cluster, ClusterError

HOLD = "import sys; from pathlib import Path; from aes_site.embedded.cluster import Cluster; "
HOLD += "Cluster(Path(sys.argv[1]), durable=False).hold(); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def directory():
    """A place that any account can reach, as a checkout usually is."""
    place = Path(tempfile.mkdtemp(prefix="aes-test-"))
    place.chmod(0o755)
    yield place / "postgres"
    shutil.rmtree(place)


@pytest.fixture
def cluster(directory):
    cluster = Cluster(directory, durable=False)
    yield cluster
    cluster.stop()
    cluster.release()


def connect(cluster, user=OWNER):
    return psycopg.connect(host=str(cluster.socket_directory), user=user, dbname=DATABASE, autocommit=True)


def value(cluster, query, user=OWNER):
    with connect(cluster, user) as connection:
        return connection.execute(query).fetchone()[0]


def holder(cluster):
    """Another process that holds the server until its input is closed."""
    command = [sys.executable, "-c", HOLD, str(cluster.directory)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    return process


def finish(process):
    process.communicate()
    assert process.returncode == 0


def test_cluster_keeps_its_data_over_a_restart(cluster):
    cluster.hold()
    with connect(cluster) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 2025 AS year")
    cluster.release()
    assert cluster.postmaster is None

    cluster.hold()

    assert value(cluster, "SELECT year FROM kept") == 2025


def test_roles_have_no_more_rights_than_in_production(cluster):
    cluster.hold()

    rights = "SELECT array[rolsuper, rolcreatedb, rolcreaterole] FROM pg_roles WHERE rolname = current_user"

    assert value(cluster, rights) == [False, True, True]
    assert value(cluster, rights, user=READER) == [False, False, False]
    assert value(cluster, "SHOW default_transaction_read_only", user=READER) == "on"


def test_owner_may_create_the_extensions(cluster):
    cluster.hold()
    with connect(cluster) as connection:
        connection.execute("CREATE SCHEMA extensions")
        for name in ("btree_gist", "unaccent", "pg_trgm"):
            connection.execute(f"CREATE EXTENSION {name} SCHEMA extensions")

    assert value(cluster, "SELECT extensions.unaccent('Sécurité')") == "Securite"


def test_server_listens_on_a_private_socket_only(cluster):
    cluster.hold()

    assert value(cluster, "SHOW listen_addresses") == ""
    assert cluster.socket_directory.stat().st_mode & 0o077 == 0


def test_server_stops_with_the_last_process_that_holds_it(cluster):
    first, second = holder(cluster), holder(cluster)
    server = cluster.postmaster

    finish(first)
    assert cluster.postmaster == server

    finish(second)
    assert cluster.postmaster is None


def test_cluster_that_was_released_leaves_its_directory_alone(cluster):
    cluster.hold()
    cluster.release()
    shutil.rmtree(cluster.directory)

    cluster.release()

    assert not cluster.directory.exists()


def test_server_outlives_a_process_when_it_is_to_be_kept(cluster):
    cluster.keep()
    cluster.release()
    assert cluster.postmaster is not None

    cluster.stop()

    assert cluster.postmaster is None


def test_server_left_by_a_killed_process_is_used_and_then_stopped(cluster):
    killed = holder(cluster)
    server = cluster.postmaster
    killed.kill()
    killed.communicate()

    cluster.hold()
    assert cluster.postmaster == server
    cluster.release()

    assert cluster.postmaster is None


def test_server_that_was_killed_starts_again_with_its_data(directory):
    cluster = Cluster(directory, durable=True)
    cluster.hold()
    with connect(cluster) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 2025 AS year")
    server = psutil.Process(cluster.postmaster)
    processes = [server, *server.children()]
    server.send_signal(signal.SIGKILL)
    psutil.wait_procs(processes, timeout=10)

    cluster.hold()

    assert value(cluster, "SELECT year FROM kept") == 2025
    cluster.release()


def test_pid_file_that_names_a_strangers_process_is_not_believed(cluster):
    cluster.hold()
    cluster.release()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    assert cluster.postmaster is None

    cluster.hold()

    assert cluster.postmaster not in {None, os.getpid()}


def test_creation_that_was_interrupted_begins_again(cluster):
    (cluster.data / "base").mkdir(parents=True)

    cluster.hold()

    assert value(cluster, "SELECT 1") == 1


def test_cluster_of_another_major_version_is_refused_in_words(cluster):
    cluster.hold()
    cluster.release()
    (cluster.data / "PG_VERSION").write_text("17\n")

    with pytest.raises(ClusterError, match="was made by PostgreSQL 17"):
        cluster.hold()


def test_path_too_long_for_a_socket_gets_a_short_one(directory):
    cluster = Cluster(directory / ("deep" * 30), durable=False)
    cluster.hold()
    try:
        assert len(bytes(cluster.data)) > SOCKET_PATH_LIMIT
        assert value(cluster, "SELECT 1") == 1
        assert cluster.socket_directory.stat().st_mode & 0o077 == 0
    finally:
        cluster.release()
    assert not cluster.socket_directory.exists()


def test_socket_directory_prepared_by_somebody_else_is_refused(directory):
    cluster = Cluster(directory / ("deep" * 30), durable=False)
    cluster.socket_directory.mkdir(mode=0o777)
    cluster.socket_directory.chmod(0o777)
    try:
        with pytest.raises(ClusterError, match="is not a private directory"):
            cluster.hold()
    finally:
        cluster.socket_directory.rmdir()
        cluster.release()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server under another account")
def test_checkout_that_only_root_can_enter_is_left_closed(tmp_path):
    tmp_path.chmod(0o700)
    cluster = Cluster(tmp_path / "postgres", durable=False)
    try:
        cluster.hold()
        assert value(cluster, "SELECT 1") == 1
        assert tmp_path.stat().st_mode & 0o777 == 0o700
        assert not cluster.data.is_relative_to(tmp_path)
    finally:
        cluster.release()
        shutil.rmtree(cluster.home)
