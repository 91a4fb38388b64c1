"""Airflow's REST API, as `run` and `backfill` need it. Standard library only: it answers on this machine."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from include.newsmill.errors import NewsmillError

# Whatever proxy the shell has set up is for other machines.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class AirflowRefused(NewsmillError):
    """Airflow answered a request with an error; `status` is the HTTP status, 0 where nobody answered."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class AirflowApi:
    """One signed-in session with the API server at `address`."""

    def __init__(self, address: str, password: str) -> None:
        self.address = address
        self._password = password
        self._token: str | None = None

    def get(self, path: str, **query: Any) -> Any:
        """GET /api/v2 + path; the answer's JSON."""
        return self._ask("GET", f"/api/v2{path}?{urlencode(query, doseq=True)}")

    def post(self, path: str, body: Any) -> Any:
        """POST /api/v2 + path."""
        return self._ask("POST", f"/api/v2{path}", body)

    def patch(self, path: str, body: Any) -> Any:
        """PATCH /api/v2 + path."""
        return self._ask("PATCH", f"/api/v2{path}", body)

    def put(self, path: str) -> Any:
        """PUT /api/v2 + path, without a body."""
        return self._ask("PUT", f"/api/v2{path}")

    def wait(self, ready: Callable[[], Any], *, seconds: float, what: str, alive: Callable[[], None]) -> Any:
        """Ask `ready` until it gives something true; connection and 4xx/5xx errors mean not yet.

        Args:
            what: named when the time is over.
            alive: raises when waiting has become pointless, such as after the death of a server.

        Raises:
            NewsmillError: the time is over.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if found := ready():
                    return found
            except AirflowRefused:
                pass
            alive()
            time.sleep(0.15)
        raise NewsmillError(f"{what} took longer than {seconds:.0f} s; the logs are in run/log/.")

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        if self._token is None:
            answer = self._send("POST", "/auth/token", {"username": "admin", "password": self._password}, {})
            self._token = answer["access_token"]
        return self._send(method, path, body, {"Authorization": f"Bearer {self._token}"})

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the address is ours, http on loopback
            self.address + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/json", **headers},
        )
        try:
            with _opener.open(request, timeout=60) as answer:
                content = answer.read()
        except urllib.error.HTTPError as error:
            with error:
                said = error.read().decode("utf-8", "replace")[:2000]
            raise AirflowRefused(f"Airflow refused {method} {path}: {error.code} {said}", error.code) from None
        except OSError as error:
            raise AirflowRefused(f"Airflow does not answer at {self.address}: {error}", 0) from None
        return json.loads(content) if content else None


def part(text: str) -> str:
    """A name as one part of a path: run ids hold colons and plus signs.

    >>> part("manual__2019-10-25T00:00:00+00:00")
    'manual__2019-10-25T00%3A00%3A00%2B00%3A00'
    """
    return quote(text, safe="")
