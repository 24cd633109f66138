"""gunicorn inside the calling process: threads for readers who are slow, two processes for two cores.

This module is also what a gunicorn of one's own is configured with (`--config python:aes_site.server`).
"""

from django.conf import settings
from gunicorn.app.base import BaseApplication

forwarder_headers = ""  # the site lies at the root: SCRIPT_NAME is not for clients to say
forwarded_allow_ips = ""  # which header says https is for settings to say (PROXY_HEADER)


def post_worker_init(worker):
    """gunicorn calls this in each process that serves, once it can: those of the desk look at the clock."""
    from readers.offline.rebuild import start_keeper  # models are there only now

    start_keeper()
    if settings.HAS_DESK:
        from publishing.review.scheduler import start_timer

        start_timer()


class Server(BaseApplication):
    """Serves the site until it is interrupted; `run` then leaves by `SystemExit`."""

    def __init__(self, port: int, workers: int):
        self.options = {
            "bind": f"127.0.0.1:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "control_socket_disable": True,
            "forwarder_headers": forwarder_headers,
            "forwarded_allow_ips": forwarded_allow_ips,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "post_worker_init": post_worker_init,
        }
        super().__init__()

    def load_config(self):
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self):
        from aes_site.wsgi import application  # settings are as they must be only now

        return application
