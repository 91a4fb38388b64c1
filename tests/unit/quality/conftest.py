"""Watches what the first judgement of a test session touches, the import of Great Expectations included."""

import sys
from dataclasses import dataclass, field

import pytest

from include.newsmill.quality import judge
from tests.builders import DAY, StagedDay


@dataclass
class Watch:
    on: bool = False
    connected: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def __call__(self, event, arguments):
        if not self.on:
            return
        if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
            self.connected.append(f"{event} {arguments[1:]}")
        elif event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
            self.written.append(str(arguments[0]))
        elif event in {"os.mkdir", "os.rename", "os.remove"}:
            self.written.append(f"{event} {arguments[0]}")


@pytest.fixture(scope="session", autouse=True)
def watched(tmp_path_factory):
    """The audit hook of the interpreter over one judgement; a hook cannot be taken out again, only switched off."""
    watch = Watch()
    sys.addaudithook(watch)
    day = StagedDay()
    day.add()
    paths = day.write(tmp_path_factory.mktemp("watched"))
    watch.on = True
    judge(paths, day=DAY, refused_share_max=0.2, refused_share_from_rows=20)
    watch.on = False
    return watch


@pytest.fixture
def judged(tmp_path):
    """judge() on a StagedDay with the settings' defaults."""

    def of(day, *, shards=1, share=0.2, from_rows=20, row_group_rows=256):
        paths = day.write(tmp_path, shards=shards, row_group_rows=row_group_rows)
        return judge(paths, day=day.day, refused_share_max=share, refused_share_from_rows=from_rows)

    return of
