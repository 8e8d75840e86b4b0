"""Credit chains: read by shape, printed exactly, their parts understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stylebook.credits import compose, credit_from_iptc, parse

# credit, photographers, agencies
MEANT = [
    ("AFP/Sergei GAPON", ["Sergei GAPON"], ["AFP"]),
    (
        "ANTARA/Pavlo Gonchar / SOPA Images via Reuters/Sipa USA/pri.",
        ["Pavlo Gonchar"],
        ["ANTARA", "SOPA Images", "Reuters", "Sipa USA"],
    ),
    ("AFP/Atta Kenare.", ["Atta Kenare"], ["AFP"]),
    ("AFP", [], ["AFP"]),
    ("Reuters", [], ["Reuters"]),
    ("nytimes.com", [], []),
    ("Mediaindonesia.com/Jane Doe", ["Jane Doe"], []),
    ("MI/Ramdani", ["Ramdani"], ["MI"]),
    ("MI / Susanto.", ["Susanto"], ["MI"]),
    ("MI/Ramdani dan Susanto", ["Ramdani", "Susanto"], ["MI"]),
    ("Antara/Ramdani", ["Ramdani"], ["Antara"]),
    ("Getty Images/AFP/Jane Doe", ["Jane Doe"], ["Getty Images", "AFP"]),
    ("Jane Doe/AFP/Getty Images", ["Jane Doe"], ["AFP", "Getty Images"]),
    ("Jane Doe/AFP via Getty Images", ["Jane Doe"], ["AFP", "Getty Images"]),
    ("Jane Doe/Anadolu Agency via Getty Images", ["Jane Doe"], ["Anadolu Agency", "Getty Images"]),
    ("Anadolu via Getty Images", [], ["Anadolu", "Getty Images"]),
    ("ANTARA FOTO/M Risyal Hidayat/foc.", ["M Risyal Hidayat"], ["ANTARA FOTO"]),
    ("ANTARA FOTO/Galih Pradipta/aww/pras.", ["Galih Pradipta"], ["ANTARA FOTO"]),
    ("ANTARA FOTO/REUTERS/Jane Doe/hp/cfo", ["Jane Doe"], ["ANTARA FOTO", "REUTERS"]),
    ("ANTARA/HO-Humas BNPB/foc.", [], ["ANTARA"]),
    ("ANTARA FOTO/HO/Kemenlu", [], ["ANTARA FOTO", "Kemenlu"]),
    ("EPA-EFE/MAST IRHAM", ["MAST IRHAM"], ["EPA-EFE"]),
    ("EPA-EFE/Jane Doe", ["Jane Doe"], ["EPA-EFE"]),
    ("JANE DOE/AFP", ["JANE DOE"], ["AFP"]),
    ("Foto: AFP/Jane Doe", ["Jane Doe"], ["AFP"]),
    ("Foto: Jane Doe", ["Jane Doe"], []),
    ("Foto oleh Ramdani", ["Ramdani"], []),
    ("Photo by Jane Doe for The Washington Post", ["Jane Doe"], ["The Washington Post"]),
    ("Photo by Jane Doe on Unsplash", ["Jane Doe"], ["Unsplash"]),
    ("Photo by Jane Doe/Getty Images", ["Jane Doe"], ["Getty Images"]),
    ("Photo by AFP", [], ["AFP"]),
    ("Photograph: Jane Doe/The Guardian", ["Jane Doe"], ["The Guardian"]),
    ("©Jane Doe/AFP", ["Jane Doe"], ["AFP"]),
    ("© 2020 AFP", [], ["AFP"]),
    ("(c) Jane Doe", ["Jane Doe"], []),
    ("Copyright 2020 Jane Doe", ["Jane Doe"], []),
    ("NASA/ESA/J. Doe (STScI)", ["J. Doe"], ["NASA", "ESA"]),
    ("NASA, ESA, J. Doe (STScI)", ["J. Doe"], ["NASA", "ESA"]),
    ("NASA/JPL-Caltech", [], ["NASA", "JPL-Caltech"]),
    ("Handout via REUTERS", [], ["REUTERS"]),
    ("REUTERS/Stringer", [], ["REUTERS"]),
    ("REUTERS/Jane Doe/Pool", ["Jane Doe"], ["REUTERS"]),
    ("REUTERS/Jane Doe/File Photo", ["Jane Doe"], ["REUTERS"]),
    ("Reuters - Jane Doe", ["Jane Doe"], ["Reuters"]),
    ("Kyodo/via REUTERS", [], ["Kyodo", "REUTERS"]),
    ("Pool via AP", [], ["AP"]),
    ("AP Photo/Evan Vucci", ["Evan Vucci"], ["AP Photo"]),
    ("(AP Photo/Evan Vucci, File)", ["Evan Vucci"], ["AP Photo"]),
    ("Evan Vucci/AP", ["Evan Vucci"], ["AP"]),
    ("Jane Doe (AFP)", ["Jane Doe"], ["AFP"]),
    ("AFP (Jane Doe)", ["Jane Doe"], ["AFP"]),
    ("Jane Doe | AFP", ["Jane Doe"], ["AFP"]),
    ("Jane Doe, AFP", ["Jane Doe"], ["AFP"]),
    ("Jane Doe and John Roe/AFP", ["Jane Doe", "John Roe"], ["AFP"]),
    ("Jane Doe, John Roe & Mary Poe/AFP", ["Jane Doe", "John Roe", "Mary Poe"], ["AFP"]),
    ("J.R. Smith Jr./AFP", ["J.R. Smith Jr."], ["AFP"]),
    ("AFP/Jane van der Berg", ["Jane van der Berg"], ["AFP"]),
    ("AFP/Jean-Pierre O’Brien", ["Jean-Pierre O’Brien"], ["AFP"]),
    ("AFP/Сергей Гапон", ["Сергей Гапон"], ["AFP"]),
    ("Instagram/@jane.doe", ["@jane.doe"], ["Instagram"]),
    ("dpa/Jane Doe", ["Jane Doe"], ["dpa"]),
    ("Xinhua/Jane Doe", ["Jane Doe"], ["Xinhua"]),
    ("AFP/POOL/Jane DOE", ["Jane DOE"], ["AFP"]),
    ("Wikimedia Commons/Jane Doe/CC BY-SA 4.0", ["Jane Doe"], ["Wikimedia Commons"]),
    ("Johnson & Johnson", [], ["Johnson & Johnson"]),
    ("Dinas Kebudayaan dan Pariwisata", [], ["Dinas Kebudayaan dan Pariwisata"]),
    ("PT Tanjung, Tbk.", [], ["PT Tanjung, Tbk."]),
    ("LINTANG/Bayu Seran via Orbis/mh", ["Bayu Seran"], ["LINTANG", "Orbis"]),
    ("Foto Lepas/Rui Amaral", ["Rui Amaral"], ["Foto Lepas"]),
    ("Dok MI/Ramdani", ["Ramdani"], []),
]

PRINTED = [credit for credit, _, _ in MEANT] + [
    *("Dok. Pribadi", "Dok.Pribadi", "Dok. PT X", "DOK. Humas Polda NTT", "Istimewa", "Ist", "Dok"),
    *("Courtesy of Dinas Kebudayaan dan Pariwisata", "Tangkapan layar YouTube", "Repro: Jane"),
    *("https://www.flickr.com/photos/jane", "flickr.com/photos/jane via AFP", "AFP  /  Jane Doe "),
    *("", ".", "...", "/", "//", "via", "via via via", " via AFP", "AFP via", "()", "(AFP", "AFP)"),
    *("Foto:", "Foto: ", "©", "© ", "Photo by", "AFP/", "/AFP", "AFP//Jane", "a/b/c", "and, dan &"),
    *("AFP/Jane Doe....", "AFP/Jane Doe .", "AFP/Jane Doe/pri", "AFP\tJane\n Doe", "AFP;Jane|Doe"),
    *("Foto: Dok. Foto: Dok. X", "HO-HO-HO", "[AFP]", "x\u00a0/\u2003y", "AFP/“Jane” Doe/<b>"),
]


def single_spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("credit", "photographers", "agencies"), MEANT)
def test_photographers_and_agencies_are_told_apart(
    credit: str, photographers: list[str], agencies: list[str]
) -> None:
    chain = parse(credit)
    assert list(chain.photographers) == photographers
    assert list(chain.agencies) == agencies


@pytest.mark.parametrize("credit", PRINTED)
def test_a_credit_prints_as_it_was_read(credit: str) -> None:
    assert str(parse(credit)) == single_spaced(credit)


def test_there_are_enough_credits_in_the_round_trip() -> None:
    assert len(set(PRINTED)) >= 60


def test_the_longest_chain_of_the_page_is_understood() -> None:
    chain = parse("ANTARA/Pavlo Gonchar / SOPA Images via Reuters/Sipa USA/pri.")
    assert chain.agency == "ANTARA"
    assert chain.further == (("/", "SOPA Images"), ("via", "Reuters"), ("/", "Sipa USA"))
    assert chain.initials == "pri"
    assert chain.has_stop


@pytest.mark.parametrize(
    ("credit", "initials"),
    [
        ("AFP/Jane Doe/pri", "pri"),
        ("AFP/Jane Doe/aww/pras.", "aww/pras"),
        ("AFP/Jane Doe/pr", "pr"),
        ("AFP/Jane Doe/p", ""),
        ("AFP/Jane Doe/prima", ""),
        ("AFP/Jane Doe/PRI", ""),
        ("AFP/Jane Doe via pri", ""),
        ("pri", ""),
        ("AFP/pri/Jane Doe", ""),
    ],
)
def test_initials_are_two_to_four_small_letters_at_the_end(credit: str, initials: str) -> None:
    assert parse(credit).initials == initials


@pytest.mark.parametrize(
    ("credit", "owner"),
    [
        ("Dok. Pribadi", "Pribadi"),
        ("Dok.Pribadi", "Pribadi"),
        ("DOK. Humas Polda NTT", "Humas Polda NTT"),
        ("Foto: Dok. PT X", "PT X"),
        ("Courtesy of Jane Doe", "Jane Doe"),
        ("Courtesy of Jane Doe, John Roe", "Jane Doe, John Roe"),
        ("ANTARA/HO-Humas BNPB/foc.", "Humas BNPB"),
        ("ANTARA/Dok. Humas BNPB", "Humas BNPB"),
    ],
)
def test_who_gave_a_picture_is_its_owner(credit: str, owner: str) -> None:
    assert parse(credit).owners == (owner,)


@pytest.mark.parametrize(
    "site",
    [
        "nytimes.com",
        "www.tanjung.example",
        "Mediaindonesia.com",
        "https://a.example/foto/1?x=(y)"[:-4],
    ],
)
def test_a_domain_is_a_site(site: str) -> None:
    assert parse(site).sites == (site,)


@pytest.mark.parametrize("note", ["Istimewa", "Handout", "POOL", "File Photo", "2020", "CC BY 4.0"])
def test_a_remark_is_no_name(note: str) -> None:
    assert parse(note).notes == (note,)


def test_where_a_photographer_works_is_no_agency() -> None:
    assert parse("NASA/ESA/J. Doe (STScI)").affiliations == ("STScI",)


def test_the_label_stands_before_the_first_name() -> None:
    assert parse("Foto: AFP/Jane Doe").label == "Foto:"
    assert parse("AFP").label == ""


@pytest.mark.parametrize(
    ("credit", "closed", "open_"),
    [
        ("AFP/Jane Doe", "AFP/Jane Doe.", "AFP/Jane Doe"),
        ("AFP/Jane Doe.", "AFP/Jane Doe.", "AFP/Jane Doe"),
        ("PT Tanjung, Tbk.", "PT Tanjung, Tbk.", "PT Tanjung, Tbk."),
        ("Jane Doe (AFP)", "Jane Doe (AFP).", "Jane Doe (AFP)"),
        ("", "", ""),
    ],
)
def test_the_house_closes_its_credits_or_not(credit: str, closed: str, open_: str) -> None:
    assert str(parse(credit).with_stop(True)) == closed
    assert str(parse(credit).with_stop(False)) == open_


@pytest.mark.parametrize(
    ("byline", "credit", "source", "printed"),
    [
        ("Jane", "AFP/Jane", "", "AFP/Jane"),
        ("Jane Doe", "AFP", "AFP", "AFP/Jane Doe"),
        ("Jane DOE", "AFP via Getty Images", "AFP", "AFP/Jane DOE via Getty Images"),
        ("Jane Doe", "AFP/Getty", "", "AFP/Jane Doe/Getty"),
        ("J. Doe", "AFP/Jane Doe", "", "AFP/Jane Doe"),
        ("Doe, Jane", "AFP/Jane Doe", "", "AFP/Jane Doe"),
        ("Jane Doe", "AFP/John Roe.", "x", "AFP/John Roe & Jane Doe."),
        (["Jane Doe", "John Roe"], "ESA", None, "ESA/Jane Doe & John Roe"),
        ("Jane Doe; John Roe", "", "AFP", "AFP/Jane Doe & John Roe"),
        ("Jane Doe", None, "Reuters", "Reuters/Jane Doe"),
        ("Jane", None, "Reuters", "Reuters/Jane"),
        ("Jane Doe", "", "", "Jane Doe"),
        ("Jane Doe/AFP/Getty Images", "", "", "Jane Doe/AFP/Getty Images"),
        ("Jane Doe/AFP", "Jane Doe", "", "AFP/Jane Doe"),
        ("Jane Doe", "Jane Doe.", "AFP", "AFP/Jane Doe."),
        ("Jane Doe", "Foto: AFP", "", "Foto: AFP/Jane Doe"),
        ("Jane Doe", "Getty Images", "Getty Images Asia", "Getty Images/Jane Doe"),
        ("AFP", "AFP", "AFP", "AFP"),
        ("STR", "AFP", "AFP", "AFP"),
        ("AFP", "", "Reuters", "AFP"),
        ("", "Dok. Pribadi", "MI", "Dok. Pribadi"),
        ("", "nytimes.com", "AFP", "nytimes.com"),
        (None, None, "NASA", "NASA"),
        (None, None, None, ""),
        (" ", "\n", "\t", ""),
    ],
)
def test_a_photo_s_own_fields_make_its_credit(
    byline: str | list[str] | None, credit: str | None, source: str | None, printed: str
) -> None:
    assert str(credit_from_iptc(byline, credit, source)) == printed


def test_a_credit_is_composed_in_house_order() -> None:
    chain = compose(
        agency="LINTANG",
        photographers=["Bayu Seran", "Rui Amaral"],
        further=[("/", "Foto Lepas"), ("via", "Orbis")],
        initials="mh",
        stop=True,
    )
    assert str(chain) == "LINTANG/Bayu Seran & Rui Amaral/Foto Lepas via Orbis/mh."
    assert parse(str(chain)) == chain


def test_a_credit_is_composed_of_what_there_is() -> None:
    assert str(compose(photographers=["Bayu Seran"])) == "Bayu Seran"
    assert str(compose(further=[("via", "Orbis")], stop=True)) == "Orbis."
    assert str(compose()) == ""


CAPITALS = st.text("BCDFGKLMNPRSTVWZ", min_size=3, max_size=8)
SYLLABLES = st.lists(
    st.sampled_from(("ba", "ke", "li", "mo", "ru", "sa", "wi")), min_size=2, max_size=4
)
NAMES = SYLLABLES.map("".join).map(str.capitalize)
PEOPLE = st.tuples(NAMES, NAMES).map(" ".join) | st.tuples(NAMES, NAMES.map(str.upper)).map(
    " ".join
)
NOUNS = st.sampled_from(["Images", "Press", "News", "Photo", "Agency", "USA"])
UNKNOWN_AGENCIES = CAPITALS | st.tuples(NAMES, NOUNS).map(" ".join)
INITIALS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=4)


@given(
    UNKNOWN_AGENCIES, PEOPLE, st.lists(st.tuples(st.sampled_from(["/", "via"]), UNKNOWN_AGENCIES))
)
def test_unknown_agencies_are_known_by_their_shape(
    agency: str, person: str, further: list[tuple[str, str]]
) -> None:
    chain = compose(agency=agency, photographers=[person], further=further)
    assert parse(str(chain)) == chain
    assert chain.further == tuple(further)


@given(PEOPLE, UNKNOWN_AGENCIES, INITIALS, st.booleans())
def test_a_photographer_may_stand_first(
    person: str, agency: str, initials: str, stop: bool
) -> None:
    chain = parse(f"{person} / {agency}/{initials}{'.' * stop}")
    assert chain.photographers == (person,)
    assert (chain.agency, chain.initials, chain.has_stop) == (agency, initials, stop)


PARTS = (
    UNKNOWN_AGENCIES
    | PEOPLE
    | NAMES
    | INITIALS
    | st.text(max_size=6)
    | st.sampled_from(
        [
            "/",
            " / ",
            " via ",
            "via",
            " for ",
            " and ",
            ", ",
            " & ",
            "(",
            ")",
            "[",
            "]",
            " - ",
            "|",
            ";",
        ]
        + [
            "Foto:",
            "Photo by ",
            "Dok. ",
            "©",
            "(c)",
            "HO-",
            ".",
            " ",
            "http://x.yz/a",
            "x.com",
            "2020",
        ]
    )
)


@given(st.lists(PARTS).map("".join))
def test_any_text_at_all_prints_as_it_was_read(text: str) -> None:
    assert str(parse(text)) == single_spaced(text)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_fields_make_a_credit_that_holds_the_credit_line(a: str, b: str, c: str) -> None:
    chain = credit_from_iptc(a, b, c)
    assert all(link.name in str(chain) for link in parse(b).links)


@given(PEOPLE, UNKNOWN_AGENCIES)
def test_filling_in_the_same_fields_again_changes_nothing(person: str, agency: str) -> None:
    once = str(credit_from_iptc(person, agency, agency))
    assert str(credit_from_iptc(person, once, agency)) == once
