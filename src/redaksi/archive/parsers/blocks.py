"""The content of a WordPress post, classic or Gutenberg, as the blocks of a story.

Nothing readable is lost: a block or shortcode without a counterpart here stays as text, and a
Note says so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from redaksi.archive.parsers import markup, shortcodes
from redaksi.archive.parsers.markup import Token
from redaksi.archive.parsers.names import names
from redaksi.archive.parsers.places import Block
from redaksi.archive.parsers.prose import Note
from redaksi.archive.parsers.writer import Writer

MOST_SHARED = 50  # reusable blocks written into one post, those inside them included

PROVIDERS = names(
    """
    youtube.com youtu.be youtube-nocookie.com vimeo.com player.vimeo.com twitter.com x.com
    instagram.com facebook.com tiktok.com soundcloud.com spotify.com open.spotify.com
    dailymotion.com
    """
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Converted:
    """A post's blocks in the form that ``redaksi story put`` takes, and notes for the editor.

    A ``photo`` (and each of a ``gallery``) names what it shows by ``attachment`` (the old number)
    and ``url``; a gallery with ``attached`` shows all pictures attached to the post.
    """

    blocks: list[Block] = field(default_factory=list)
    notes: tuple[Note, ...] = ()


def is_embeddable(address: str) -> bool:
    """Whether the address is of a provider whose players and posts can be embedded."""
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return False
    return host in PROVIDERS


def convert(
    content: str,
    *,
    embeddable: Callable[[str], bool] = is_embeddable,
    reusable: Mapping[int, str] | None = None,
) -> Converted:
    """Turn a post's ``content`` into blocks.

    ``embeddable`` says which addresses become embeds (others become links); ``reusable`` holds
    the content of shared blocks by their number. Never raises on content, however broken.
    """
    taken: list[shortcodes.Shortcode] = []
    writer = Writer(taken, embeddable, reusable or {})
    sources = [iter(_tokens(content, taken))]
    shared = 0
    while sources:
        token = next(sources[-1], None)
        if token is None:
            sources.pop()
            writer.flush()
            continue
        writer.take(token)
        while writer.asked:
            number = writer.asked.pop()
            shared += 1
            if shared <= MOST_SHARED:
                sources.append(iter(_tokens(writer.refs[number], taken)))
    for name in shortcodes.others(content):
        writer.note(f"[{name}]", "kept as text a shortcode that is not known here")
    return Converted(blocks=writer.finish(), notes=tuple(writer.notes))


def _tokens(content: str, taken: list[shortcodes.Shortcode]) -> Iterator[Token]:
    return markup.tokens(markup.clean(shortcodes.hide(content, taken)))
