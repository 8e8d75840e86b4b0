"""What a page of the desk may load and do in a browser: our own files, and nothing from elsewhere.

Wagtail begins its choosers and its fields of dates with short scripts in the page: its widgets
write them where no request is known, and they come again in what is put into a page later, so that
they can carry no nonce. Scripts in the page are therefore allowed here, as they are not on readers'
pages; those of other machines, texts evaluated as scripts, foreign frames, forms and bases are not.
"""

from __future__ import annotations

from django.http import HttpResponse

_PARTS = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline'",
    # Draftail, the panels and the icons of Wagtail put their sizes into style attributes.
    "style-src": "'self' 'unsafe-inline'",
    # data: the marks in Wagtail's style sheets; blob: a photo before it is sent.
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    # Previews, whose pages bring a policy of their own.
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}
POLICY = "; ".join(f"{name} {value}" for name, value in _PARTS.items())


def put_on(response: HttpResponse) -> None:
    """Say it on *response*, unless it says one of its own (a reader's page that is previewed)."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
