"""`redaksi user reset-factor`: a lost phone, from the shell."""

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner

from redaksi.config import cli_users
from redaksi.press.models import LogEntry
from redaksi.staff import actions, queries

pytestmark = pytest.mark.django_db


def test_the_command_takes_every_factor_away(monkeypatch: pytest.MonkeyPatch) -> None:
    user = actions.add_user("mira", "editor", "tanjung-dermaga-12")
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Laptop"})
    monkeypatch.setattr(cli_users, "migrate", lambda: None)
    said = ["reset-factor", "mira", "--reason", "Ponsel hilang"]
    answer = CliRunner().invoke(cli_users.user, said, catch_exceptions=False)
    assert "1 second factors of mira" in answer.output
    assert not queries.has_factor(user)
    assert LogEntry.objects.get(kind="factor_reset").payload["reason"] == "Ponsel hilang"
