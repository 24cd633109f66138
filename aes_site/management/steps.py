"""Numbered steps with their durations, so that whoever waits sees what for."""

import time
from contextlib import contextmanager


class Steps:
    """Writes “2/5 tables … 1.4 s” to a stream, one line a step."""

    def __init__(self, stream, total: int):
        self.stream, self.total, self.number = stream, total, 0

    @contextmanager
    def step(self, title: str):
        self.number += 1
        self.stream.write(f"{self.number}/{self.total} {title} … ", ending="")
        self.stream.flush()
        started = time.monotonic()
        try:
            yield
        except BaseException:
            self.stream.write("failed")
            raise
        self.stream.write(f"{time.monotonic() - started:.1f} s")


def counter(stream, title: str):
    """A function that says how far a step has come, on a line of its own, for whoever watches."""

    def say(done: int, total: int) -> None:
        if stream.isatty():
            stream.write(f"\r{title}: {done} of {total}", ending="\n" if done == total else "")

    return say
