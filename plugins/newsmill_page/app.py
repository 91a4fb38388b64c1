"""The application behind the News page: who may read it, what every answer carries, and how trouble is said."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from airflow.api_fastapi.core_api.security import requires_access_dag
from fastapi import Depends, FastAPI, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from plugins.newsmill_page.reader import Trouble
from plugins.newsmill_page.rendering import render
from plugins.newsmill_page.routes import router

DAG_ID = "news_daily"

# No script at all, nothing from elsewhere, and only Airflow's own UI may frame the page.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def build_app() -> FastAPI:
    """The application, as the plugin hands it to Airflow's API server.

    Every route, the style sheet's too, asks Airflow whether the person may read the DAG. So nothing is served that is
    not a route: no mounted static folder and no generated API pages, which would stand outside that question.
    """
    app = FastAPI(
        title="Newsmill",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(requires_access_dag("GET", param_dag_id=DAG_ID))],
    )
    app.include_router(router)
    app.middleware("http")(_with_security_headers)
    app.exception_handler(Trouble)(_trouble)
    app.exception_handler(RequestValidationError)(_no_such_page)
    app.exception_handler(HTTPException)(_refused_or_missing)
    return app


async def _with_security_headers(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await answer(request)
    for name, value in SECURITY_HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "private, no-store")  # articles stay out of shared caches
    return response


def _trouble(request: Request, trouble: Trouble) -> Response:
    return render(request, "trouble.html", code=503, title=trouble.title, what=trouble.what, steps=trouble.steps)


def _no_such_page(request: Request, _: RequestValidationError) -> Response:
    return render(request, "missing.html", code=404, what="This address names no page.")


async def _refused_or_missing(request: Request, refusal: HTTPException) -> Response:
    if refusal.status_code == 404:
        return render(request, "missing.html", code=404, what=refusal.detail)
    if refusal.status_code in {401, 403}:
        airflow = request.scope.get("app_root_path", "")
        login = f"{airflow}/api/v2/auth/login?{urlencode({'next': request.url.path})}"
        known = {"login": login, "dag_id": DAG_ID, "signed_out": refusal.status_code == 401}
        return render(request, "refused.html", code=refusal.status_code, **known)
    return await http_exception_handler(request, refusal)
