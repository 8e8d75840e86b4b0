"""The pictures of shared links to stories without a photo."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect

from redaksi.portal import answers, cardpicture
from redaksi.portal.requests import ReaderRequest
from redaksi.portal.views.files import FOR_EVER
from redaksi.stories import queries


def card(request: ReaderRequest, pk: str, name: str) -> HttpResponse:
    """The card of story *pk* under the *name* of its words; of other words, the one of now.

    The edge keeps it by the story's own tags: drawn once, gone with the story.
    """
    found = next(iter(queries.picked([int(pk)])), None)
    if found is None:
        raise Http404(f"story {pk}")
    words = cardpicture.words(found.headline, found.section, request.newspaper)
    if words.name != name:
        return HttpResponseRedirect(cardpicture.address(found.pk, words))
    response = HttpResponse(cardpicture.drawn(words), content_type="image/png")
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answers.must(response, f"card:{found.pk}")
    return response
