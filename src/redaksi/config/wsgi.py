"""What a WSGI server loads: ``redaksi.config.wsgi:application``, or ``behind_edge``.

``behind_edge`` is for the socket that only our own edge can reach: it believes what the edge says
of the reader. ``application`` is for any other server and believes nobody.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redaksi.config.settings")
application = get_wsgi_application()
PORTS = {"http": "80", "https": "443"}


def behind_edge(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request that came over the socket: address and scheme are those of the reader.

    The edge sets X-Forwarded-For to one address and X-Forwarded-Proto to http or https, whatever
    strangers sent. Without them it is this machine that asks (a look at the health).
    """
    scheme = environ.pop("HTTP_X_FORWARDED_PROTO", "http")
    environ["wsgi.url_scheme"] = "https" if scheme == "https" else "http"
    environ["REMOTE_ADDR"] = environ.pop("HTTP_X_FORWARDED_FOR", "127.0.0.1")
    environ.pop("HTTP_X_FORWARDED_HOST", None)  # Host says it already
    name, _colon, port = environ.get("HTTP_HOST", "").rpartition(":")
    if not port.isdecimal():
        name, port = environ.get("HTTP_HOST", ""), PORTS[environ["wsgi.url_scheme"]]
    environ["SERVER_NAME"], environ["SERVER_PORT"] = name, port
    environ["redaksi.behind_edge"] = True  # redaksi.portal.again: no header can be called this
    return application(environ, start_response)
