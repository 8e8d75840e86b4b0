"""A second factor in a real browser: set up, signed in with, asked for; and a passkey alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings

from redaksi.staff.models import User
from redaksi.stories.models import Story
from tests.browser.test_desk_access import violations
from tests.browser.test_desk_flow import PASSWORD, enter, live_story, newsroom
from tests.desk.codes import SECRET, code, with_app

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FACTORS, LOGIN = "/desk/account/second-factor/", "/desk/login/"


def test_an_app_is_set_up_and_asked_for(enter: Callable[..., Any]) -> None:
    page = enter("mira", width=390)
    page.goto(f"{FACTORS}app/")
    secret = page.inner_text(".desk-secret").replace(" ", "")
    assert violations(page) == []
    page.fill("[name=code]", code(secret=secret))
    page.click("main [type=submit]")
    page.wait_for_selector(".desk-codes")
    assert page.locator(".desk-codes li").count() == 10
    spare = page.inner_text(".desk-codes li >> nth=0")
    assert violations(page) == []
    page.context.clear_cookies()
    page.goto(LOGIN)
    page.fill("[name=username]", "mira")
    page.fill("[name=password]", PASSWORD)
    page.click(".login-form [type=submit] >> nth=0")
    assert violations(page) == []
    page.fill("[name=second_factor_code]", spare)
    page.click("#factor-form [type=submit]")
    page.wait_for_url("**/desk/")


@override_settings(SECOND_FACTOR="publish")
def test_what_was_typed_goes_on_with_the_code(enter: Callable[..., Any]) -> None:
    story = live_story()
    page = enter("mira")
    with_app(User.objects.get(username="mira"))
    page.goto(f"/desk/stories/withdraw/{story.pk}/")
    page.check("[name=ground] >> nth=0")
    page.fill("[name=reason]", "Narasumber mencabut keterangannya.")
    page.click("button.serious")
    assert violations(page) == []
    page.fill("[name=second_factor_code]", code(secret=SECRET))
    page.click("#factor-form [type=submit]")
    page.wait_for_url("**/desk/stories/")
    assert Story.objects.get().withdrawn_reason == "Narasumber mencabut keterangannya."


def test_a_passkey_is_made_and_signs_in_alone(enter: Callable[..., Any], live_server: Any) -> None:
    here = re.sub(r"//[^:/]+", "//localhost", live_server.url)
    page = enter(base_url=here)
    finger(page)
    sign_in(page)
    page.goto(f"{FACTORS}passkey/")
    page.fill("[name=name]", "Laptop Mira")
    assert violations(page) == []
    page.click("[data-passkey=create]")
    page.wait_for_selector(".desk-codes")
    page.goto(FACTORS)
    assert "Laptop Mira" in page.inner_text(".desk-safety-list")
    assert violations(page) == []
    page.context.clear_cookies()
    page.goto(LOGIN)
    page.click("[data-passkey=get]")
    page.wait_for_url("**/desk/")
    page.context.clear_cookies()
    sign_in(page)
    page.click("[data-passkey=get]")
    page.wait_for_url("**/desk/")


def sign_in(page: Any) -> None:
    page.goto(LOGIN)
    page.fill("[name=username]", "mira")
    page.fill("[name=password]", PASSWORD)
    page.click(".login-form [type=submit] >> nth=0")
    page.wait_for_url(lambda url: "login/?" not in url and not url.endswith("/login/"))


def finger(page: Any) -> None:
    """A device of this browser that keeps passkeys and knows its owner's finger."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True}  # fmt: skip
    line.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
