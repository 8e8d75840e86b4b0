"""What robots are told: where they may go, and what they may do with what they read there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: Of those who gather texts to train models, the names that robots.txt knows.
TRAINERS = (
    "AI2Bot", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "Diffbot", "GPTBot",
    "Google-Extended", "Meta-ExternalAgent", "PanguBot", "anthropic-ai", "cohere-ai",
    "omgili", "omgilibot",
)  # fmt: skip
#: Of those who read a page to answer a question of somebody.
ANSWERERS = (
    "Amazonbot", "ChatGPT-User", "Claude-SearchBot", "Claude-User", "DuckAssistBot",
    "Meta-ExternalFetcher", "MistralAI-User", "OAI-SearchBot", "Perplexity-User", "PerplexityBot",
)  # fmt: skip
#: The start of the addresses that are nothing to a robot.
CLOSED = ("/desk/", "/preview/", "/api/", "/_rail/", "/search", "/lite/search")


@dataclass(frozen=True, kw_only=True)
class Preference:
    """What models may do with our texts: whom robots.txt shuts out, and how it is said in general.

    ``usage`` is in the words of the IETF's draft on AI preferences, ``signal`` in those of
    contentsignals.org; ``reserved`` in those of the TDM Reservation Protocol (a W3C report).
    """

    shut_out: tuple[str, ...] = ()
    usage: str = ""
    signal: str = ""
    reserved: bool = False


#: By the value of the setting ``machines.ai``.
PREFERENCES = {
    "unsaid": Preference(),
    "search": Preference(
        shut_out=TRAINERS, usage="train-ai=n", signal="search=yes, ai-input=yes, ai-train=no",
        reserved=True,
    ),
    "refuse": Preference(
        shut_out=(*TRAINERS, *ANSWERERS), usage="train-ai=n",
        signal="search=yes, ai-input=no, ai-train=no", reserved=True,
    ),
}  # fmt: skip


def robots(preference: Preference, sitemaps: tuple[str, ...]) -> str:
    """robots.txt (RFC 9309): all may read the readers' side, but those who are shut out."""
    return "\n".join(_lines(preference, sitemaps)) + "\n"


def _lines(preference: Preference, sitemaps: tuple[str, ...]) -> Iterator[str]:
    yield "User-agent: *"
    if preference.usage:
        yield f"Content-Usage: {preference.usage}"
        yield f"Content-Signal: {preference.signal}"
    yield from (f"Disallow: {path}" for path in CLOSED)
    if preference.shut_out:
        yield ""
        yield from (f"User-agent: {name}" for name in preference.shut_out)
        yield "Disallow: /"
    if sitemaps:
        yield ""
        yield from (f"Sitemap: {one}" for one in sitemaps)


def ads(sellers: tuple[str, ...], host: str) -> str:
    """ads.txt (IAB Tech Lab 1.1): who may sell our places; without *sellers* nobody may, which
    the placeholder says."""
    lines = list(sellers) or ["placeholder.example.com, placeholder, DIRECT, placeholder"]
    return "\n".join([*lines, *([f"OWNERDOMAIN={host}"] if host else [])]) + "\n"
