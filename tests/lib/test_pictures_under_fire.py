"""Pictures under fire: bombs, hostile and mangled files; processes killed, slow, shared, forked."""

import os
import signal
import threading
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from redaksi.lib.pictures import (
    PictureFailed,
    PictureLimits,
    PictureProcess,
    PictureRefused,
    Recipe,
    inspect,
    render,
    render_many,
)
from tests.lib.samples import bomb_png, encoded, scene


@pytest.fixture
def process() -> Iterator[PictureProcess]:
    process = PictureProcess(PictureLimits(seconds=3))
    yield process
    process.close()


def refusal(source: bytes | Path) -> PictureRefused:
    with pytest.raises(PictureRefused) as caught:
        inspect(source)
    return caught.value


def memory_of_this_process() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def test_a_bomb_goes_off_elsewhere_and_quickly() -> None:
    bombs = [bomb_png(20_000, 20_000), bomb_png(7_100, 7_100)]
    inspect(encoded(scene()))
    before, start = memory_of_this_process(), time.monotonic()
    for bomb in bombs:
        assert refusal(bomb).code == "too-many-pixels"
    assert time.monotonic() - start < 2
    assert memory_of_this_process() - before < 20_000  # kB


def test_what_just_fits_is_opened() -> None:
    made = render(bomb_png(7_000, 7_000), Recipe(width=100))
    assert made.width == 100


def test_the_hostile_samples_are_refused(shared_data: Path) -> None:
    folder, start = shared_data / "hostile-made", time.monotonic()
    codes = {path.name: refusal(path).code for path in folder.iterdir()}
    assert codes == {
        "bomb-20000x20000.png": "too-many-pixels",
        "jpeg-claims-65500x65500.jpg": codes["jpeg-claims-65500x65500.jpg"],
        "html-named-photo.jpg": "wrong-type",
        "jpeg-cut-in-half.jpg": "cut-short",
        "svg-script.svg": "wrong-type",
        "rss-billion-laughs.xml": "wrong-type",
        "SOURCES.md": "wrong-type",
    }
    assert codes["jpeg-claims-65500x65500.jpg"] in ("too-many-pixels", "cut-short")
    assert time.monotonic() - start < 2


def test_the_sample_photos_are_opened_or_refused(shared_data: Path) -> None:
    with zipfile.ZipFile(shared_data / "photos" / "pillow-images.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    bad = {"broken.png", "truncated_jpeg.jpg", "decompression_bomb.gif", "truncated_image.png"}
    assert {refusal(files.pop(name)).code for name in bad} <= {"cut-short", "too-many-pixels"}
    for data in files.values():
        assert render(data, Recipe(width=50)).width <= 50


def test_a_real_photo_taken_on_its_side_is_upright(shared_data: Path) -> None:
    facts = inspect(shared_data / "photos" / "orientation-landscape-6.jpg")
    assert (facts.orientation, facts.width, facts.height) == (6, 1800, 1200)


def test_too_many_bytes_are_not_even_sent(process: PictureProcess) -> None:
    small = PictureProcess(PictureLimits(max_bytes=100))
    with pytest.raises(PictureRefused) as caught:
        inspect(encoded(scene()), process=small)
    assert caught.value.code == "too-many-bytes"
    assert small.pid is None


def test_a_picture_too_heavy_is_refused_and_the_next_is_fine() -> None:
    tight = PictureProcess(PictureLimits(memory=200))
    with pytest.raises(PictureRefused) as caught:
        inspect(encoded(Image.new("RGB", (7_000, 7_000)), "PNG"), process=tight)
    assert caught.value.code == "too-heavy"
    assert inspect(encoded(scene()), process=tight).width == 400
    tight.close()


def test_a_process_killed_at_work_is_one_clean_error(process: PictureProcess) -> None:
    inspect(encoded(scene()), process=process)
    first = process.pid
    assert first
    threading.Timer(0.15, os.kill, (first, signal.SIGKILL)).start()
    slow = [Recipe(format="png", width=3000)] * 20
    with pytest.raises(PictureFailed, match="ended .signal 9."):
        render_many(encoded(scene(3000, 2000)), slow, process=process)
    assert inspect(encoded(scene()), process=process).width == 400
    assert process.pid != first


def test_a_process_killed_while_idle_is_replaced_unseen(process: PictureProcess) -> None:
    inspect(encoded(scene()), process=process)
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    time.sleep(0.1)
    assert inspect(encoded(scene()), process=process).width == 400


def test_work_that_takes_too_long_is_stopped() -> None:
    hasty = PictureProcess(PictureLimits(seconds=0.3))
    inspect(encoded(scene()), process=hasty)
    start = time.monotonic()
    with pytest.raises(PictureFailed, match=r"more than 0\.3 seconds"):
        render_many(encoded(scene(3000, 2000)), [Recipe(format="avif")] * 20, process=hasty)
    assert time.monotonic() - start < 1.5
    assert inspect(encoded(scene()), process=hasty).width == 400
    hasty.close()


def test_a_stopped_process_does_not_hang_us() -> None:
    hasty = PictureProcess(PictureLimits(seconds=0.3))
    inspect(encoded(scene()), process=hasty)
    assert hasty.pid
    os.kill(hasty.pid, signal.SIGSTOP)
    with pytest.raises(PictureFailed):
        inspect(os.urandom(3_000_000), process=hasty)
    hasty.close()


def test_threads_share_one_process(process: PictureProcess) -> None:
    widths: list[int] = []

    def work(width: int) -> None:
        made = render(encoded(scene()), Recipe(width=width), process=process)
        widths.append(made.width)

    threads = [threading.Thread(target=work, args=(width,)) for width in range(10, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(widths) == list(range(10, 30))


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_fork_gets_a_process_of_its_own(process: PictureProcess) -> None:
    inspect(encoded(scene()), process=process)
    before = process.pid
    child = os.fork()
    if child == 0:
        code = 1
        try:
            ok = inspect(encoded(scene()), process=process).width == 400
            code = 0 if ok and process.pid != before else 2
            process.close()
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert inspect(encoded(scene()), process=process).width == 400
    assert process.pid == before


def test_the_process_gets_no_secrets_and_little_room(
    process: PictureProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDAKSI_SECRET_KEY", "hush")
    inspect(encoded(scene()), process=process)
    folder = Path(f"/proc/{process.pid}")
    assert b"hush" not in (folder / "environ").read_bytes()
    limits = (folder / "limits").read_text()
    assert "Max file size             0" in limits
    assert "Max address space         1073741824" in limits


def test_closing_ends_the_process(process: PictureProcess) -> None:
    inspect(encoded(scene()), process=process)
    pid = process.pid
    process.close()
    process.close()
    assert not Path(f"/proc/{pid}").exists()


def test_mangled_pictures_never_harm_the_process(process: PictureProcess) -> None:
    import random

    dice = random.Random(7)  # noqa: S311  # repeatable
    data = {n: encoded(scene(), n) for n in ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF")}
    inspect(data["PNG"], process=process)
    first = process.pid
    for turn in range(240):
        mangled = bytearray(list(data.values())[turn % 6])
        for _ in range(dice.randint(1, 6)):
            mangled[dice.randrange(len(mangled))] = dice.randrange(256)
        try:
            render(bytes(mangled), Recipe(width=60, format="jpeg"), process=process)
        except PictureRefused:
            continue
    assert process.pid == first


def test_a_preview_behind_the_photo_changes_nothing() -> None:
    photo = encoded(scene(), quality=90) + encoded(Image.new("RGB", (20, 20)))
    assert Image.open(BytesIO(render(photo, Recipe()).bytes)).size == (400, 300)
