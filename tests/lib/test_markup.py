"""HTML that would take a parser minutes is read in no time, and the editor can read all of it."""

from redaksi.lib.markup import DEEPEST, closed, shallow


def test_ordinary_html_is_left_as_it_is() -> None:
    html = "<div><p>Satu<p>Dua<br></div>" * 600
    assert shallow(html) == html


def test_what_is_deeper_loses_its_tags_and_no_word() -> None:
    html = "<div>" * 5000 + "dalam" + "</div>" * 5000 + "<p>luar</p>"
    level = shallow(html)
    assert level.count("<div>") == level.count("</div>") == DEEPEST
    assert "dalam" in level and level.endswith("<p>luar</p>")


def test_paragraphs_without_an_end_are_not_deep() -> None:
    assert shallow("<p>x" * 5000) == "<p>x" * 5000


def test_void_elements_are_closed_as_the_editor_stores_them() -> None:
    assert closed('a<br>b<BR />c<br/>d<hr class="x">') == 'a<br/>b<BR/>c<br/>d<hr class="x"/>'
    assert closed("<b>a < b > c</b>") == "<b>a < b > c</b>"
