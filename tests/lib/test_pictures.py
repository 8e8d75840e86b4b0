import os
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from redaksi.lib.pictures import (
    Facts,
    PictureRefused,
    Recipe,
    inspect,
    render,
    render_many,
)
from tests.lib.samples import encoded, opened, scene

RED, BLUE = (254, 0, 0), (0, 0, 254)
MODES = (
    "1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I;16", "YCbCr", "LAB", "I", "F",
)  # fmt: skip
XMP = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta '
    b'xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    b'photoshop:Credit="MRD/Bayu Seran"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


def refusal(source: bytes | Path) -> PictureRefused:
    with pytest.raises(PictureRefused) as caught:
        inspect(source)
    return caught.value


def near(seen: object, wanted: tuple[int, ...], by: int = 12) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(a - b) <= by for a, b in zip(seen, wanted, strict=True))


@pytest.mark.parametrize(
    ("format", "name"),
    [(name, name) for name in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")] + [("MPO", "JPEG")],
)
def test_the_facts_of_every_format(format: str, name: str) -> None:
    data = encoded(scene(), format, **({"save_all": True} if format == "MPO" else {}))
    assert inspect(data) == Facts(
        format=name, width=400, height=300, frames=1, orientation=1, has_alpha=False,
        bytes=len(data),
    )  # fmt: skip


def test_a_file_is_opened_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "ä photo.png"
    file.write_bytes(encoded(scene(), "PNG"))
    assert inspect(file).width == 400
    assert refusal(tmp_path / "none.png").code == "broken"
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").code == "broken"


def test_the_type_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(encoded(scene(), "PNG"))
    assert inspect(file).format == "PNG"


def test_frames_are_counted_and_the_first_is_taken() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "lime", "blue")]
    for format in ("GIF", "WEBP", "PNG", "AVIF"):
        data = encoded(frames[0], format, save_all=True, append_images=frames[1:], duration=100)
        assert inspect(data).frames == 3
        made = opened(render(data, Recipe(format="png")).bytes)
        assert near(made.convert("RGB").getpixel((10, 10)), (255, 0, 0))


@pytest.mark.parametrize("number", range(1, 9))
def test_every_orientation_is_turned_upright(number: int) -> None:
    upside = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[number]
    stored = scene()
    if upside is not None:
        stored = stored.transpose(Image.Transpose(upside))
    exif = Image.Exif()
    exif[0x0112] = number
    data = encoded(stored, "JPEG", exif=exif, quality=95)
    assert inspect(data).orientation == number
    assert (inspect(data).width, inspect(data).height) == (400, 300)
    made = render(data, Recipe(format="png", width=200))
    picture = opened(made.bytes)
    assert (made.width, made.height) == picture.size == (200, 150)
    assert near(picture.getpixel((10, 3)), (254, 4, 0), 20)
    assert near(picture.getpixel((190, 146)), (0, 250, 254), 20)
    assert picture.getexif().get(0x0112) is None


def test_a_crop_keeps_the_focus() -> None:
    right = render(
        encoded(scene()), Recipe(format="png", ratio=1, width=90, focus=(0.8, 0.2, 1, 0.8))
    )
    picture = opened(right.bytes)
    assert picture.size == (90, 90)
    assert near(picture.getpixel((89, 1)), BLUE)
    assert near(picture.getpixel((40, 1)), BLUE)
    assert near(picture.getpixel((10, 1)), RED)


def test_a_box_is_cut_out_of_a_large_jpeg_decoded_small() -> None:
    data = encoded(scene(4000, 3000), quality=90)
    made = render(data, Recipe(format="png", box=(0.25, 0.5, 0.75, 1), width=200))
    picture = opened(made.bytes)
    assert picture.size == (200, 150)
    assert near(picture.getpixel((95, 1)), (254, 128, 0), 16)
    assert near(picture.getpixel((104, 148)), (0, 254, 254), 16)


def test_nothing_is_enlarged() -> None:
    made = render(encoded(scene()), Recipe(width=2000, height=2000))
    assert (made.width, made.height) == (400, 300)


@pytest.mark.parametrize("format", ["webp", "jpeg", "png", "avif"])
def test_every_format_is_written_with_its_xmp(format: str) -> None:
    made = render(encoded(scene()), Recipe(format=format, xmp=XMP))
    picture = opened(made.bytes)
    assert picture.format == format.upper() == made.format.upper()
    packet = picture.info.get("xmp") or picture.info["XML:com.adobe.xmp"].encode()
    assert packet == XMP


def test_nothing_of_the_source_is_carried_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    data = encoded(scene(), "JPEG", exif=exif, comment=b"secret words", xmp=b"<old/>")
    for format in ("webp", "jpeg", "png", "avif"):
        made = render(data, Recipe(format=format)).bytes
        assert not any(word in made for word in (b"where I live", b"secret words", b"<old/>"))


def test_a_jpeg_is_progressive() -> None:
    made = opened(render(encoded(scene(), "PNG"), Recipe(format="jpeg")).bytes)
    assert made.info["progressive"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("format", ["jpeg", "webp"])
def test_every_mode_comes_out_looking_alike(mode: str, format: str) -> None:
    grey = Image.new("L", (64, 64), 128)
    grey.paste(255, (32, 0, 64, 64))
    if mode in ("I;16", "I", "F"):
        picture = grey.convert("I").point(lambda v: v * 257)
        picture = picture.convert(mode) if mode != "I" else picture
    elif mode == "LAB":
        picture = grey.convert("RGB").convert("LAB")
    elif mode == "PA":
        picture = grey.convert("LA").convert("PA")
    else:
        picture = grey.convert(mode)
    name = "PNG" if mode in ("LA", "P", "RGBA", "I;16", "1", "L", "RGB") else "TIFF"
    name = "JPEG" if mode in ("CMYK", "YCbCr") else name
    made = opened(render(encoded(picture, name), Recipe(format=format, quality=95)).bytes)
    assert made.convert("L").getpixel((50, 10)) >= 240  # type: ignore[operator]
    if mode not in ("1", "F"):
        assert abs(made.convert("L").getpixel((10, 10)) - 128) <= 14  # type: ignore[operator]


def test_transparency_is_kept_or_laid_on_white() -> None:
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    clear.paste((0, 0, 255, 255), (20, 0, 40, 40))
    data = encoded(clear, "PNG")
    assert inspect(data).has_alpha
    webp, jpeg = render_many(data, [Recipe(), Recipe(format="jpeg")])
    assert opened(webp.bytes).convert("RGBA").getchannel("A").getpixel((5, 5)) == 0
    assert near(opened(jpeg.bytes).getpixel((5, 5)), (255, 255, 255))
    assert near(opened(jpeg.bytes).getpixel((35, 5)), BLUE)


def test_a_transparent_gif_is_understood() -> None:
    clear = Image.new("P", (40, 40), 0)
    clear.putpalette([255, 0, 0, 0, 0, 255])
    clear.paste(1, (20, 0, 40, 40))
    data = encoded(clear, "GIF", transparency=0)
    made = opened(render(data, Recipe(format="png")).bytes)
    assert made.mode == "RGBA" and made.getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_another_colour_space_becomes_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"____").replace(b"bXYZ", b"rXYZ").replace(b"____", b"bXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "sBGR".encode("utf-16-be"))
    data = encoded(Image.new("RGB", (40, 40), (200, 60, 0)), "PNG", icc_profile=swapped)
    made = opened(render(data, Recipe(format="png")).bytes)
    assert "icc_profile" not in made.info
    assert near(made.getpixel((5, 5)), (0, 60, 200), 3)


@pytest.mark.parametrize("profile", [b"", b"not a profile", b"\0" * 200])
def test_a_broken_profile_is_as_none(profile: bytes) -> None:
    data = encoded(Image.new("RGB", (40, 40), (60, 90, 120)), "PNG", icc_profile=profile)
    made = opened(render(data, Recipe(format="png")).bytes)
    assert near(made.getpixel((5, 5)), (60, 90, 120), 1)


def test_a_share_picture_keeps_under_its_bytes() -> None:
    noise = Image.effect_noise((2400, 1600), 90).convert("RGB")
    share = Recipe(format="jpeg", ratio=1200 / 630, width=1200, height=630, max_bytes=300_000)
    made = render(encoded(noise, quality=95), share)
    assert (made.width, made.height) == (1200, 630)
    assert len(made.bytes) <= 300_000
    assert 10 <= made.quality < 80


def test_what_can_not_be_small_enough_is_refused() -> None:
    with pytest.raises(PictureRefused) as caught:
        render(encoded(scene()), Recipe(format="jpeg", max_bytes=100))
    assert caught.value.code == "does-not-fit"
    assert caught.value.values["allowed"] == 100


def test_many_recipes_come_in_order() -> None:
    widths = [300, 20, 160]
    made = render_many(encoded(scene()), [Recipe(width=width) for width in widths])
    assert [one.width for one in made] == widths
    assert render_many(encoded(scene()), []) == []


@pytest.mark.parametrize(
    "wrong",
    [{"format": "gif"}, {"quality": 0}, {"quality": 101}, {"width": 0}, {"ratio": -1.0},
     {"ratio": float("nan")}, {"box": (0.5, 0, 0.5, 1)}, {"box": (0, 0, 1, 1.1)},
     {"focus": (1, 0, 0, 1)}, {"xmp": b"x" * 60_001}, {"max_bytes": 0}],
)  # fmt: skip
def test_a_recipe_that_makes_no_sense_is_a_mistake_of_ours(wrong: dict[str, object]) -> None:
    word = {"xmp": "XMP", "focus": "box"}.get(next(iter(wrong)), next(iter(wrong)))
    with pytest.raises(ValueError, match=word):
        Recipe(**wrong)  # type: ignore[arg-type]
