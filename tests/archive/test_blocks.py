"""The content of posts as blocks."""

from typing import Any

import pytest

from redaksi.archive.parsers.blocks import convert


def blocks(content: str, **given: Any) -> list[dict[str, Any]]:
    return convert(content, **given).blocks


def html(content: str) -> list[str]:
    return [block.get("html") or f"<{block['type']}>" for block in blocks(content)]


def photo(number: int | None, url: str = "", caption: str = "", alt: str = "") -> dict[str, Any]:
    return {
        "type": "photo", "attachment": number, "url": url, "caption": caption, "alt": alt,
        "credit": "",
    }  # fmt: skip


def test_blank_lines_make_paragraphs_and_line_breaks_stay() -> None:
    assert html("Satu\n\tdua\n\n \n\nTiga") == ["Satu<br>dua", "Tiga"]


def test_paragraphs_between_blocks_of_gutenberg_are_left_alone() -> None:
    content = "<!-- wp:paragraph --><p>Satu\n\ndua<br>tiga</p><!-- /wp:paragraph -->\n\nempat"
    assert html(content) == ["Satu dua<br>tiga", "empat"]


def test_two_breaks_are_a_new_paragraph() -> None:
    assert html("<p>Satu<br><br />dua</p>") == ["Satu", "dua"]


def test_inline_tags_that_span_paragraphs_close_and_open_again() -> None:
    assert html("<strong>Satu\n\n<em>dua</strong> tiga</em>") == [
        "<b>Satu</b>", "<b><i>dua</i></b> <i>tiga</i>",
    ]  # fmt: skip


def test_dangerous_addresses_and_scripts_are_gone() -> None:
    content = (
        '<a href="javascript:alert(1)">a</a> <a href="/b" onclick="x">b</a><script>c()</script>'
    )
    assert html(content) == ['a <a href="/b">b</a>']


def test_a_heading_of_any_level_is_a_heading() -> None:
    assert blocks("<h4>Air &amp; <em>tanah</em></h4>Teks") == [
        {"type": "heading", "text": "Air & tanah"}, {"type": "paragraph", "html": "Teks"},
    ]  # fmt: skip


def test_a_paragraph_that_was_set_as_a_heading_is_a_paragraph() -> None:
    assert [block["type"] for block in blocks(f"<h2>{'kata ' * 60}</h2>")] == ["paragraph"]


def test_a_quote_has_its_speaker() -> None:
    content = "<blockquote><p>Kami siap.</p><p>Ya.</p><cite>Bayu</cite></blockquote>"
    assert blocks(content) == [{"type": "quote", "html": "Kami siap.<br>Ya.", "by": "Bayu"}]


def test_a_list_in_a_quote_stands_between_its_halves() -> None:
    found = blocks("<blockquote>A<ul><li>b</li></ul>C</blockquote>")
    assert [block["type"] for block in found] == ["quote", "list", "quote"]


def test_a_pullquote_is_a_pullquote() -> None:
    content = (
        '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Maju</p>'
        "<cite>Rui</cite></blockquote></figure><!-- /wp:pullquote -->"
    )
    assert blocks(content) == [{"type": "pullquote", "text": "Maju", "by": "Rui"}]


def test_a_list_within_a_list_keeps_its_order() -> None:
    content = "<ol><li>a<ul><li>b</li></ul>c</li><li>d</li></ol>"
    assert blocks(content) == [{"type": "list", "items": ["a", "– b", "c", "d"], "ordered": True}]


def test_a_table_keeps_its_cells_in_their_columns() -> None:
    content = (
        "<table><caption>Harga</caption><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead>"
        "<tr><td rowspan=2>1</td><td colspan=2>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    )
    assert blocks(content) == [
        {
            "type": "table", "caption": "Harga", "header": ["A", "B", "C"],
            "rows": [["1", "2", ""], ["", "3", "4"]],
        }
    ]  # fmt: skip


def test_a_table_of_one_cell_is_text() -> None:
    assert html("<table><tr><td><p>a</p><p>b</p></td></tr></table>") == ["a<br>b"]


def test_an_image_in_a_paragraph_stands_between_its_halves() -> None:
    found = blocks(
        'Satu <a href="x.jpg"><img class="wp-image-7" src="/u/x.jpg" alt="Kapal"></a> dua'
    )
    assert [block["type"] for block in found] == ["paragraph", "photo", "paragraph"]
    assert found[1] == photo(7, "/u/x.jpg", alt="Kapal")


def test_a_caption_shortcode_is_the_photos_caption() -> None:
    content = (
        '[caption id="attachment_7"]<a href="/x"><img class="wp-image-7" src="/x.jpg" />'
        "</a> Kapal di <em>dermaga</em>[/caption]\n\nTeks"
    )
    assert blocks(content)[0] == photo(7, "/x.jpg", "Kapal di dermaga")


def test_an_old_caption_in_an_attribute_is_the_photos_caption() -> None:
    found = blocks('[caption caption="Kapal <em>tua</em>"]<img src="/x.jpg">[/caption]')
    assert found == [photo(None, "/x.jpg", "Kapal tua")]


def test_a_figure_has_its_caption() -> None:
    content = (
        '<!-- wp:image {"id":7} --><figure class="wp-block-image"><img src="/x.jpg" alt="K"/>'
        "<figcaption>Kapal</figcaption></figure><!-- /wp:image -->"
    )
    assert blocks(content) == [photo(7, "/x.jpg", "Kapal", "K")]


GALLERIES = (
    '[gallery ids="1,2"]',
    '[gallery columns=3 ids=“1,2”]',
    '<!-- wp:gallery {"ids":[1,2]} --><figure></figure><!-- /wp:gallery -->',
    '<ul class="wp-block-gallery"><li class="item"><figure><img src="/a" data-id="1">'
    '</figure></li><li><figure><img src="/b" class="wp-image-2"></figure></li></ul>',
    '<!-- wp:gallery --><figure class="wp-block-gallery"><!-- wp:image {"id":1} --><figure>'
    '<img src="/a"></figure><!-- /wp:image --><!-- wp:image {"id":2} --><figure><img src="/b">'
    "</figure><!-- /wp:image --></figure><!-- /wp:gallery -->",
)  # fmt: skip


@pytest.mark.parametrize("content", GALLERIES)
def test_every_form_of_gallery_is_a_gallery(content: str) -> None:
    [found] = blocks(content)
    assert found["type"] == "gallery"
    assert [one["attachment"] for one in found["photos"]] == [1, 2]


def test_a_bare_gallery_asks_for_what_is_attached() -> None:
    assert blocks("[gallery]") == [{"type": "gallery", "photos": [], "attached": True}]


EMBEDS = (
    "https://www.youtube.com/watch?v=abcdefghijk",
    "[embed width=4]https://www.youtube.com/watch?v=abcdefghijk[/embed]",
    '<!-- wp:embed {"url":"https://www.youtube.com/watch?v=abcdefghijk"} /-->',
    '<!-- wp:core-embed/youtube {"url":"https://www.youtube.com/watch?v=abcdefghijk"} --><figure>'
    '<div class="wp-block-embed__wrapper">\nhttps://www.youtube.com/watch?v=abcdefghijk\n</div>'
    "</figure><!-- /wp:core-embed/youtube -->",
    '<iframe src="https://www.youtube.com/watch?v=abcdefghijk"></iframe>',
    '[video src="https://www.youtube.com/watch?v=abcdefghijk"]',
)


@pytest.mark.parametrize("content", EMBEDS)
def test_every_form_of_embed_is_an_embed(content: str) -> None:
    assert blocks(content) == [
        {"type": "embed", "url": "https://www.youtube.com/watch?v=abcdefghijk"}
    ]


def test_an_address_in_running_text_is_no_embed() -> None:
    assert html("lihat https://youtu.be/abcdefghijk ya") == [
        "lihat https://youtu.be/abcdefghijk ya"
    ]


def test_an_unlisted_frame_is_a_link() -> None:
    assert html('<iframe src="https://peta.example/x?a=1&amp;b=2"></iframe>') == [
        '<a href="https://peta.example/x?a=1&amp;b=2">https://peta.example/x?a=1&amp;b=2</a>'
    ]


@pytest.mark.parametrize(
    "content", ["[audio http://a.example/x.mp3]", '<audio src="http://a.example/x.mp3">']
)
def test_a_sound_is_a_link(content: str) -> None:
    assert html(content) == ['<a href="http://a.example/x.mp3">http://a.example/x.mp3</a>']


def test_preformatted_text_keeps_its_lines_and_indents() -> None:
    assert html("<pre>a\n  b\n\nc</pre>") == ["<code>a<br>\xa0\xa0b<br><br>c</code>"]


def test_more_and_nextpage_leave_no_trace() -> None:
    assert html("A\n<!--more-->\nB\n<!--nextpage-->C") == ["A", "B", "C"]


def test_columns_groups_and_covers_are_opened() -> None:
    content = (
        '<!-- wp:columns --><div><!-- wp:column --><div><!-- wp:paragraph --><p>A</p>'
        '<!-- /wp:paragraph --></div><!-- /wp:column --></div><!-- /wp:columns -->'
        '<!-- wp:cover {"url":"/c.jpg","id":5} --><div><p>B</p></div><!-- /wp:cover -->'
    )  # fmt: skip
    assert [block["type"] for block in blocks(content)] == ["paragraph", "paragraph", "photo"]


def test_an_unknown_block_keeps_its_text_and_says_so() -> None:
    found = convert("<!-- wp:acme/kotak --><div><p>Isi</p></div><!-- /wp:acme/kotak -->")
    assert found.blocks == [{"type": "paragraph", "html": "Isi"}]
    assert [note.block for note in found.notes] == ["acme/kotak"]


def test_sentences_in_an_unknown_blocks_attributes_are_a_fact_box() -> None:
    found = convert('<!-- wp:acf/kutipan {"data":{"teks":"Kami <b>siap</b> maju","a":"x"}} /-->')
    assert found.blocks == [
        {"type": "factbox", "title": "WordPress: acf/kutipan", "html": "<p>Kami siap maju</p>"}
    ]
    assert len(found.notes) == 1


def test_an_unknown_shortcode_stays_in_the_text_and_is_told() -> None:
    found = convert('A [tombol warna="merah"]tekan[/tombol] [sic]')
    assert found.blocks == [
        {"type": "paragraph", "html": 'A [tombol warna="merah"]tekan[/tombol] [sic]'}
    ]
    assert [note.block for note in found.notes] == ["[tombol]"]


def test_a_shared_block_is_written_where_it_is_used() -> None:
    content = 'A<!-- wp:block {"ref":9} /-->B'
    assert [block["html"] for block in blocks(content, reusable={9: "Bersama"})] == [
        "A",
        "Bersama",
        "B",
    ]
    assert convert(content).notes[0].says.endswith("is not in the export")


def test_a_shared_block_that_holds_itself_ends() -> None:
    assert (
        len(blocks('<!-- wp:block {"ref":9} /-->', reusable={9: 'x<!-- wp:block {"ref":9} /-->'}))
        == 50
    )


def test_escaped_shortcodes_are_text() -> None:
    assert html("pakai [[gallery]] ya") == ["pakai [gallery] ya"]
