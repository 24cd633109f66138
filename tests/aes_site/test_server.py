"""gunicorn as this site configures it."""

from aes_site import server
from aes_site.server import Server
from aes_site.wsgi import application


def test_it_listens_to_this_machine_alone_and_trusts_no_header():
    made = Server(8123, 2)

    assert (made.cfg.address, made.cfg.workers) == ([("127.0.0.1", 8123)], 2)
    assert (made.cfg.settings["forwarder_headers"].get(), made.cfg.settings["forwarded_allow_ips"].get()) == ([], [])
    assert made.cfg.post_worker_init is server.post_worker_init


def test_it_serves_the_site():
    assert Server(8123, 1).load() is application
