import tomllib
from pathlib import Path

import pytest

from redaksi.lib.settingsfile import Setting, Settings, SettingsProblems, example, load, reference

DECLARED = (
    Setting(key="site.name", default="Example", help="The name over every page."),
    Setting(key="web.port", type=int, default=8000, minimum=0, maximum=65535, help="The port."),
    Setting(key="web.debug", type=bool, default=False),
    Setting(key="web.hosts", type=tuple, default=("localhost",)),
    Setting(key="web.wait", type=float, default=1.5, minimum=0),
    Setting(key="data.folder", type=Path, default=Path("data")),
    Setting(key="data.kind", default="sqlite", choices=("sqlite", "postgresql")),
    Setting(key="secret_key", secret=True, help="Signs what is handed out | keep it."),
)


def read(folder: Path, toml: str = "", **environ: str) -> Settings:
    (folder / "redaksi.toml").write_text(toml, encoding="utf-8")
    return load(DECLARED, folder, environ)


def problems(folder: Path, toml: str = "", **environ: str) -> list[str]:
    with pytest.raises(SettingsProblems) as caught:
        read(folder, toml, **environ)
    return str(caught.value).replace(f"{folder}/", "").splitlines()


def test_a_folder_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    settings = load(DECLARED, tmp_path, {"PATH": "/bin"})
    assert settings["web.port"] == 8000
    assert settings.path("data.folder") == tmp_path / "data"
    assert settings.source("web.port") == "default"


def test_the_file_sets_and_the_environment_wins(tmp_path: Path) -> None:
    settings = read(tmp_path, "[web]\nport = 1\nwait = 2\n", REDAKSI_WEB_PORT="2")
    assert (settings.number("web.port"), settings["web.wait"]) == (2, 2.0)
    assert settings.source("web.port") == "REDAKSI_WEB_PORT"
    assert settings.source("web.wait") == "redaksi.toml"


def test_the_environment_writes_every_type(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        REDAKSI_WEB_DEBUG="Yes",
        REDAKSI_WEB_HOSTS="a.example, b.example",
        REDAKSI_WEB_WAIT="0.25",
        REDAKSI_DATA_FOLDER="/srv/x",
    )
    assert settings.flag("web.debug") is True
    assert settings.texts("web.hosts") == ("a.example", "b.example")
    assert (settings["web.wait"], settings.path("data.folder")) == (0.25, Path("/srv/x"))


def test_an_unknown_key_is_refused_with_the_near_name(tmp_path: Path) -> None:
    assert problems(tmp_path, '[site]\nnmae = "x"') == [
        "redaksi.toml, site.nmae: there is no such setting; did you mean site.name?"
    ]


def test_a_key_in_the_wrong_table_finds_its_table(tmp_path: Path) -> None:
    assert "did you mean web.port?" in problems(tmp_path, "port = 1")[0]


def test_an_unknown_variable_is_refused_with_the_near_name(tmp_path: Path) -> None:
    assert problems(tmp_path, REDAKSI_SITE_NAMES="x") == [
        "REDAKSI_SITE_NAMES: there is no such variable; did you mean REDAKSI_SITE_NAME?"
    ]


def test_a_reserved_variable_is_nobodys_business(tmp_path: Path) -> None:
    load(DECLARED, tmp_path, {"REDAKSI_DIR": "/x"}, reserved={"REDAKSI_DIR"})


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    says = problems(
        tmp_path,
        '[web]\nport = "80"\nhosts = ["a", 1]\ndebug = 1\n[data]\nkind = "mysql"\n',
        REDAKSI_WEB_WAIT="soon",
    )
    assert says == [
        "redaksi.toml, web.port: '80' is not allowed; it must be a whole number from 0 to 65535.",
        "redaksi.toml, web.hosts: ['a', 1] (list) is not allowed; it must be a list of texts.",
        "redaksi.toml, web.debug: 1 (int) is not allowed; it must be true or false.",
        "redaksi.toml, data.kind: 'mysql' is not allowed; it must be one of sqlite, postgresql.",
        "REDAKSI_WEB_WAIT: 'soon' is not allowed; it must be a number not under 0.",
    ]


@pytest.mark.parametrize("value", ["-1", "65536", "true", "1.0", "[]", "{ a = 1 }"])
def test_a_number_outside_its_bounds_or_type_is_refused(tmp_path: Path, value: str) -> None:
    assert "from 0 to 65535" in problems(tmp_path, f"[web]\nport = {value}")[0]


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_a_number_that_is_none_is_refused(tmp_path: Path, value: str) -> None:
    assert "not under 0" in problems(tmp_path, f"[web]\nwait = {value}")[0]


def test_broken_toml_names_file_and_line(tmp_path: Path) -> None:
    (says,) = problems(tmp_path, "[web]\nport = \n")
    assert says.startswith("redaksi.toml: not TOML:")
    assert "line 2" in says


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "redaksi.toml").write_bytes(b"a = '\xff'")
    with pytest.raises(SettingsProblems, match="byte 5 is not UTF-8"):
        load(DECLARED, tmp_path, {})


def test_a_secret_is_read_from_a_file_and_never_shown(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hush\n")
    settings = read(tmp_path, REDAKSI_SECRET_KEY_FILE=str(tmp_path / "key"))
    assert settings.text("secret_key") == "hush"
    assert "hush" not in repr(settings)


def test_a_refused_secret_is_not_shown(tmp_path: Path) -> None:
    (says,) = problems(tmp_path, "secret_key = 12345")
    assert "12345" not in says


def test_a_secret_given_twice_or_from_nowhere_is_refused(tmp_path: Path) -> None:
    twice = problems(tmp_path, REDAKSI_SECRET_KEY="a", REDAKSI_SECRET_KEY_FILE="/none")
    assert "keep one of the two" in twice[0]
    assert "could not be read" in problems(tmp_path, REDAKSI_SECRET_KEY_FILE="/none")[0]


def test_only_secrets_come_from_files(tmp_path: Path) -> None:
    assert "only a secret" in problems(tmp_path, REDAKSI_SITE_NAME_FILE="/etc/hostname")[0]


def test_a_required_setting_must_be_there(tmp_path: Path) -> None:
    needed = (Setting(key="site.host", required=True),)
    with pytest.raises(SettingsProblems, match="write it in redaksi.toml or set REDAKSI_SITE_HOST"):
        load(needed, tmp_path, {})


def test_two_settings_with_one_variable_are_a_mistake_of_ours(tmp_path: Path) -> None:
    pair = (Setting(key="a.b"), Setting(key="a_b"))
    with pytest.raises(ValueError, match="both REDAKSI_A_B"):
        load(pair, tmp_path, {})


def test_the_example_loads_to_the_defaults_even_uncommented(tmp_path: Path) -> None:
    text = example(DECLARED)
    assert tomllib.loads(text) == {"site": {}, "web": {}, "data": {}}
    settings = read(tmp_path, "".join(_uncommented(text)))
    assert dict(settings) == {**load(DECLARED, tmp_path / "none", {}), "secret_key": ""} | {
        "data.folder": tmp_path / "data"
    }


def _uncommented(text: str) -> list[str]:
    return [
        line.removeprefix("# ") if " = " in line else line
        for line in text.splitlines(keepends=True)
    ]


def test_the_reference_names_every_setting() -> None:
    table = reference(DECLARED)
    assert all(f"`{setting.key}`" in table for setting in DECLARED)
    assert "`REDAKSI_WEB_PORT`" in table and "from 0 to 65535" in table
    assert "handed out \\| keep it" in table


def test_a_value_is_asked_for_by_its_type(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="web.port is a whole number"):
        read(tmp_path).text("web.port")
