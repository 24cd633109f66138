"""gunicorn inside the calling process: threads for readers who are slow, two processes for two cores."""

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication


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
            "graceful_timeout": 5,
            "loglevel": "warning",
        }
        super().__init__()

    def load_config(self):
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self):
        return get_wsgi_application()
