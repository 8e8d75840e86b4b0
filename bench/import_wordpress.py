"""How fast a WordPress export comes in, and that memory stays flat.

Makes an export of 600-word posts with two local photos each and imports it into a new newspaper in
a scratch folder. Text is timed alone: photos follow it. Prints posts a second and the memory of the
process along the way.

    python bench/import_wordpress.py            500 MB of posts, text only (some minutes)
    python bench/import_wordpress.py --small    1,000 posts, then their photos
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOOR = 200  # posts a second
GROWTH = 1.35  # memory at the end over memory after the first fifth
WORDS = """warga pasar dermaga nelayan sekolah anggaran hujan jalan kapal harga beras guru murid
desa kecamatan pemerintah daerah musim angin laut kebun panen koperasi listrik air bersih
kereta jembatan pantai sungai hutan petani buruh rumah sakit dokter obat kota rapat warga"""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harian Lama</title><link>https://lama.example</link><language>id</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://lama.example</wp:base_site_url>
<wp:base_blog_url>https://lama.example</wp:base_blog_url>
"""
POST = """<item><title><![CDATA[{title}]]></title><link>https://lama.example/{day:%Y/%m/%d}/{slug}/</link>
<dc:creator><![CDATA[penulis{author}]]></dc:creator><guid isPermaLink="false">https://lama.example/?p={number}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{day:%Y-%m-%d %H:%M:%S}</wp:post_date>
<wp:post_date_gmt>{day:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt><wp:post_name>{slug}</wp:post_name>
<wp:status>publish</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>post</wp:post_type>
<category domain="category" nicename="rubrik-{section}"><![CDATA[Rubrik {section}]]></category>
<category domain="post_tag" nicename="tag-{tag}"><![CDATA[Tag {tag}]]></category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>{first}</wp:meta_value></wp:postmeta></item>
"""
FILE = """<item><title>foto {number}</title><wp:post_id>{number}</wp:post_id>
<wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:post_parent>{post}</wp:post_parent>
<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded>
<wp:attachment_url>https://lama.example/wp-content/uploads/{place}</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attached_file</wp:meta_key><wp:meta_value>{place}</wp:meta_value></wp:postmeta></item>
"""
FIGURE = """<!-- wp:image {{"id":{number}}} --><figure class="wp-block-image"><img
src="https://lama.example/wp-content/uploads/{place}"
class="wp-image-{number}" alt="foto"/></figure>
<!-- /wp:image -->"""


def main() -> int:
    """Measure; 1 when a floor was missed."""
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    told.add_argument("--small", action="store_true", help="1,000 posts with their photos")
    told.add_argument("--megabytes", type=int, default=500)
    told.add_argument("--dir", type=Path, default=None, help="where to work (default: a new one)")
    asked = told.parse_args()
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as made:
        return measure(asked.dir or Path(made), small=asked.small, megabytes=asked.megabytes)


def measure(folder: Path, *, small: bool, megabytes: int) -> int:
    """Generate, import, print."""
    size = 1000 if small else None
    export, media = folder / "export.xml", folder / "uploads"
    posts = generate(export, media, posts=size, bytes_=megabytes << 20, files=small)
    print(f"export: {export.stat().st_size / 1e6:.0f} MB, {posts} posts, {2 * posts} photos")
    start_django(folder)
    from redaksi.archive.actions import import_wordpress

    watch = Watch(every=max(100, posts // 25))
    began, worked = time.perf_counter(), time.process_time()
    import_wordpress([export], media=media, progress=False, follow=False, tell=watch)
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    print(f"text: {posts} posts in {seconds:.1f} s, {posts / seconds:.0f} posts/s (floor {FLOOR})")
    print(f"      {work:.1f} s of work, {posts / work:.0f} posts/s on a core of its own")
    print(f"memory: {' '.join(f'{one / 1024:.0f}' for one in watch.seen)} MB along the way")
    again(export, media)
    if small:
        photos(export, media, posts)
    flat = watch.seen[-1] <= GROWTH * watch.seen[len(watch.seen) // 5]
    print("memory is flat" if flat else f"memory grew beyond {GROWTH} times")
    return 0 if posts / min(seconds, work) >= FLOOR and flat else 1


class Watch:
    """Hears each entry of the report and notes the memory now and then."""

    def __init__(self, every: int) -> None:
        self.every, self.heard, self.seen = every, 0, [resident()]

    def __call__(self, entry: object) -> None:
        self.heard += 1
        if self.heard % self.every == 0:
            self.seen.append(resident())


def resident() -> int:
    """Kilobytes of memory this process holds now; files it reads by mapping do not count."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1])
    return 0


def again(export: Path, media: Path) -> None:
    """The second run finds nothing to do."""
    from redaksi.archive.actions import import_wordpress

    began = time.perf_counter()
    report = import_wordpress([export], media=media, progress=False, follow=False)
    seconds = time.perf_counter() - began
    print(f"again: {report.count('unchanged')} unchanged in {seconds:.1f} s")


def photos(export: Path, media: Path, posts: int) -> None:
    """The photos, which follow the text."""
    from redaksi.archive.actions import import_wordpress

    began = time.perf_counter()
    report = import_wordpress([export], media=media, progress=False)
    seconds = time.perf_counter() - began
    taken = report.count("imported", "attachment")
    print(f"photos: {taken} in {seconds:.1f} s, {taken / seconds:.0f} photos/s")


def generate(export: Path, media: Path, *, posts: int | None, bytes_: int, files: bool) -> int:
    """Write the export (and small photos, each of its own bytes); how many posts it has."""
    chance = random.Random(17)
    picture = jpeg()
    made = 0
    with export.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        while made < posts if posts is not None else out.tell() < bytes_:
            for kind, text, place in one(made, chance):
                out.write(text)
                if files and kind == "file":
                    keep(media / place, picture + place.encode())
            made += 1
        out.write("</channel></rss>\n")
    return made


def one(made: int, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """A post with its two attachments, as (kind, text, place)."""
    number = made * 3 + 1
    day = datetime(2008, 1, 1, tzinfo=UTC) + timedelta(hours=made)
    places = [f"{day:%Y/%m}/foto-{number + extra}.jpg" for extra in (1, 2)]
    for extra, place in enumerate(places, start=1):
        caption = words(chance, 12)
        yield (
            "file",
            FILE.format(number=number + extra, post=number, place=place, caption=caption),
            place,
        )
    title = words(chance, 8).capitalize()
    yield "post", POST.format(
        title=title, day=day, slug=f"{title.lower().replace(' ', '-')}-{number}", number=number,
        author=made % 40, content=content(number + 2, places[1], chance), section=made % 12,
        excerpt=words(chance, 20), tag=made % 900, first=number + 1,
    ), ""  # fmt: skip


def content(number: int, place: str, chance: random.Random) -> str:
    """About 600 words in twelve paragraphs with a picture and a heading among them."""
    parts = [
        f"<!-- wp:paragraph --><p>{words(chance, 50)} <strong>{words(chance, 3)}</strong>.</p>"
        "<!-- /wp:paragraph -->"
        for _ in range(11)
    ]
    parts.insert(3, FIGURE.format(number=number, place=place))
    parts.insert(6, f"<!-- wp:heading --><h2>{words(chance, 4)}</h2><!-- /wp:heading -->")
    return "\n\n".join(parts)


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS.split(), k=count))


def jpeg() -> bytes:
    """A small photograph-like JPEG."""
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((320, 213), 60).convert("RGB").save(out, "JPEG", quality=60)
    return out.getvalue()


def keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def start_django(folder: Path) -> None:
    """A new newspaper in *folder*."""
    (folder / "redaksi.toml").write_text("")
    (folder / "data").mkdir(exist_ok=True)
    os.environ["REDAKSI_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "redaksi.config.settings"
    sys.path.insert(0, str(ROOT / "src"))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


if __name__ == "__main__":
    raise SystemExit(main())
