"""The blocks of a story's body."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from redaksi.stories import embeds

INLINE = ["bold", "italic", "link", "story-link", "superscript", "subscript"]


class PhotoBlock(blocks.StructBlock):
    """A photo with what this story says of it; empty fields fall back to the photo's own."""

    photo = ImageChooserBlock(label=_("Photo"))
    caption = blocks.TextBlock(label=_("Caption"), required=False, rows=2)
    alt = blocks.CharBlock(label=_("Alt text"), required=False, max_length=500)

    class Meta:
        icon = "image"
        label = _("Photo")


class GalleryBlock(blocks.StructBlock):
    photos = blocks.ListBlock(PhotoBlock(), label=_("Photos"), min_num=1, max_num=60)

    class Meta:
        icon = "image"
        label = _("Gallery")


class QuoteBlock(blocks.StructBlock):
    html = blocks.RichTextBlock(label=_("Quote"), features=["bold", "italic", "link"])
    by = blocks.CharBlock(label=_("Who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quote")


class PullQuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Text"), rows=2)
    by = blocks.CharBlock(label=_("Who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")


class ListBlock(blocks.StructBlock):
    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE), label=_("Items"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List")


class TableBlock(blocks.StructBlock):
    """A plain table: a row a line, its cells parted by a vertical bar."""

    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    header = blocks.CharBlock(label=_("Head, cells parted by |"), required=False, max_length=2000)
    rows = blocks.TextBlock(label=_("Rows, a line each, cells parted by |"), rows=6)

    class Meta:
        icon = "table"
        label = _("Table")


class EmbedBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("Address"), max_length=500)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "media"
        label = _("Embed")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if embeds.find(cleaned["url"]) is None:
            says = _("“%(url)s” is not an item of a listed provider: %(providers)s.") % {
                "url": cleaned["url"][:200],
                "providers": ", ".join(embeds.PROVIDERS),
            }
            raise blocks.StructBlockValidationError({"url": ValidationError(says)})
        return cleaned


class FactBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    html = blocks.RichTextBlock(label=_("Text"), features=[*INLINE, "ol", "ul", "h3"])

    class Meta:
        icon = "info-circle"
        label = _("Fact box")


class StoryBody(blocks.StreamBlock):
    """All kinds of block; their names are those of ``redaksi story put``."""

    paragraph = blocks.RichTextBlock(label=_("Paragraph"), icon="pilcrow", features=INLINE)
    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=200)
    quote = QuoteBlock()
    pullquote = PullQuoteBlock()
    photo = PhotoBlock()
    gallery = GalleryBlock()
    list = ListBlock()
    table = TableBlock()
    embed = EmbedBlock()
    factbox = FactBoxBlock()
    document = PhotoBlock(label=_("Infographic or document, shown whole"), icon="doc-full")
    crosslink = SnippetChooserBlock("redaksi_stories.Story", label=_("Read also"), icon="link")

    class Meta:
        required = False
