"""What import-linter cannot see points down too: keys by name, templates, addresses, receivers.

A room may name its own things and those of a lower floor; neighbours on a floor are strangers.
"""

import gc
import re
import sys
from collections.abc import Iterator
from weakref import ReferenceType

from django.apps import apps
from django.db.models import Field, Model
from django.db.models.signals import ModelSignal
from django.dispatch import Signal
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.rooms import SRC, files, may_know, place, room_of, rooms, text

TEMPLATE = re.compile(r"""\{%-?\s*(?:extends|include|includeblock)\s+["']([\w./-]+)["']""")
LOADED = re.compile(r"\{%\s*load\s+([\w ]+?)\s*%\}")
NAMED_IN_PYTHON = re.compile(r"""["']([a-z_]+/[\w./-]+\.(?:html|xml|txt))["']""")
ADDRESS = re.compile(
    r"""(?:\{%\s*url\s+|\breverse(?:_lazy)?\(\s*|\bredirect\(\s*)["']([\w-]+(?::[\w-]+)*)["']"""
)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)

Named = tuple[str, str, str]  # the room that names, the room that is named, where and what


def wrong(named: Iterator[Named]) -> list[str]:
    return [
        f"{where}: {room} may not know {other}"
        for room, other, where in named
        if other in rooms() and not may_know(room, other)
    ]


def house_models() -> Iterator[type[Model]]:
    for app in apps.get_app_configs():
        if room_of(app.name):
            yield from app.get_models(include_auto_created=True)


def blocks_below(block: object) -> Iterator[object]:
    yield block
    inner = getattr(block, "child_blocks", {}).values()
    for child in [*inner, *filter(None, [getattr(block, "child_block", None)])]:
        yield from blocks_below(child)


def models_named_by(field: Field) -> Iterator[type[Model]]:
    related = getattr(field, "related_model", None)
    if isinstance(related, type) and not field.auto_created:
        yield related
    through = getattr(getattr(field, "remote_field", None), "through", None)
    if through:
        yield through
    for block in blocks_below(getattr(field, "stream_block", None)):
        target = getattr(block, "target_model", None)
        if isinstance(target, type):
            yield target


def keys() -> Iterator[Named]:
    for model in house_models():
        room = str(room_of(model.__module__))
        named = [(base.__name__, base) for base in model._meta.parents]
        for field in model._meta.get_fields(include_hidden=True):
            named += [(field.name, other) for other in models_named_by(field)]
        for name, other in named:
            yield room, room_of(other.__module__) or "", f"{model._meta.label}.{name}"


def test_keys_point_down() -> None:
    assert wrong(keys()) == []


def tag_libraries() -> dict[str, str]:
    """The rooms of template tag libraries, by the name that {% load %} takes."""
    paths = SRC.glob("*/templatetags/*.py")
    return {path.stem: path.parents[1].name for path in paths if path.stem != "__init__"}


def template_names() -> Iterator[Named]:
    libraries = tag_libraries()
    for path in files(SRC, ".html", ".xml", ".txt"):
        inside = path.relative_to(SRC).parts
        if len(inside) < 3 or inside[1] not in ("templates", "jinja2"):
            continue
        source = COMMENT.sub("", text(path))
        for name in TEMPLATE.findall(source):
            yield inside[0], name.split("/")[0], f"{place(path)} names {name}"
        for library in " ".join(LOADED.findall(source)).split():
            yield inside[0], libraries.get(library, ""), f"{place(path)} loads {library}"


def templates_named_in_python() -> Iterator[Named]:
    for path in files(SRC, ".py"):
        if path.relative_to(SRC).parts[0] not in rooms():
            continue
        for name in NAMED_IN_PYTHON.findall(text(path)):
            yield path.relative_to(SRC).parts[0], name.split("/")[0], f"{place(path)} names {name}"


def test_templates_point_down() -> None:
    assert wrong(template_names()) == []


def test_code_names_templates_below() -> None:
    assert wrong(templates_named_in_python()) == []


def test_a_room_keeps_its_templates_in_a_folder_of_its_name() -> None:
    strays = [
        place(path)
        for path in SRC.glob("*/templates/*")
        if path.name in rooms() and path.name != path.parents[1].name
    ]
    assert strays == []


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address by its full name, with the room whose view answers it ("" outside)."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{before}{entry.namespace}:" if entry.namespace else before
            yield from addresses(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield before + entry.name, room_of(entry.lookup_str) or ""


def named_addresses() -> Iterator[Named]:
    owners = dict(addresses(get_resolver()))
    for path in files(SRC, ".html", ".xml", ".py"):
        room = path.relative_to(SRC).parts[0]
        if room not in rooms():
            continue
        for name in ADDRESS.findall(COMMENT.sub("", text(path))):
            owner = owners.get(name) or name.split(":")[0]
            yield room, owner, f"{place(path)} names the address {name}"


def test_addresses_are_named_from_above() -> None:
    assert wrong(named_addresses()) == []


def signals() -> Iterator[Signal]:
    yield from (thing for thing in gc.get_objects() if issubclass(type(thing), Signal))


def receivers() -> Iterator[tuple[Signal, str, int]]:
    """Each connected receiver of the house: the signal, the receiver's module, the sender's id."""
    for signal in signals():
        for (_, sender), reference, *_ in signal.receivers:
            receiver = reference() if isinstance(reference, ReferenceType) else reference
            module = getattr(receiver, "__module__", "") or ""
            if room_of(module):
                yield signal, module, sender


def homes_of_signals() -> dict[int, str]:
    """The rooms of the signals that stand in events modules, by the signal's id."""
    homes = {}
    for name, module in list(sys.modules.items()):
        room = room_of(name)
        if room and name.split(".")[-1] == "events":
            found = (thing for thing in vars(module).values() if issubclass(type(thing), Signal))
            homes |= {id(signal): room for signal in found}
    return homes


def heard() -> Iterator[Named]:
    models = {id(model): model for model in apps.get_models(include_auto_created=True)}
    homes = homes_of_signals()
    for signal, module, sender in receivers():
        room = str(room_of(module))
        where = f"{module} hears"
        yield room, homes.get(id(signal), ""), f"{where} an event"
        model = models.get(sender) if isinstance(signal, ModelSignal) else None
        if model:
            yield room, room_of(model.__module__) or "", f"{where} {model._meta.label}"


def test_receivers_hear_rooms_below() -> None:
    assert wrong(heard()) == []


def test_an_arrow_up_and_a_neighbour_are_caught() -> None:
    up = ("press", "stories", "press/models.py names stories/card.html")
    neighbour = ("portal", "desk", "portal/page.html names desk/bar.html")
    down = ("portal", "stories", "portal/page.html names stories/card.html")
    assert len(wrong(iter([up, neighbour, down]))) == 2


def test_names_are_found_however_they_are_written() -> None:
    page = (
        """{% extends "desk/base.html" %}{%- include 'a/b.html' with x=1 %}{% load i18n tags %}"""
    )
    code = """{% url 'desk:board' %} reverse("story") redirect( 'a:b' )"""
    assert TEMPLATE.findall(page) == ["desk/base.html", "a/b.html"]
    assert LOADED.findall(page) == ["i18n tags"]
    assert ADDRESS.findall(code) == ["desk:board", "story", "a:b"]


def test_a_receiver_of_an_upper_room_is_heard() -> None:
    signal = Signal()

    def receiver(**_: object) -> None: ...

    receiver.__module__ = "redaksi.stories.receivers"
    signal.connect(receiver)
    assert (signal, "redaksi.stories.receivers") in [(one, where) for one, where, _ in receivers()]
