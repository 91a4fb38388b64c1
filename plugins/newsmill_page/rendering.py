"""Templates to answers. Everything a template prints is escaped; no value is ever marked as safe."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from plugins.newsmill_page import wording

HERE = Path(__file__).parent
STATIC = {"page.css": "text/css", "icon.svg": "image/svg+xml", "icon_dark.svg": "image/svg+xml"}


@cache
def environment() -> Environment:
    """The templates, with the wording as filters. An unknown name in a template is an error, not an empty string."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for word in ("day_long", "day_short", "days", "moment", "number", "seconds", "plain", "counted"):
        made.filters[word] = getattr(wording, word)
    made.globals["style_version"] = static_version("page.css")
    return made


@cache
def static_version(name: str) -> str:
    """A short hash of a static file, which its address carries so that a browser may keep it."""
    return sha256((HERE / "static" / name).read_bytes()).hexdigest()[:12]


def render(request: Request, template: str, *, code: int = 200, **context: Any) -> HTMLResponse:
    """A page.

    Args:
        template: file in templates/.
        code: HTTP status.
        context: what the template names; `base`, the address the application is mounted at, is added.
    """
    base = request.scope.get("root_path", "")
    text = environment().get_template(template).render(base=base, here=request.url.path, **context)
    return HTMLResponse(text, status_code=code)
