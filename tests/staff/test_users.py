"""Users: names, passwords and roles."""

from __future__ import annotations

import pytest

from redaksi.staff import actions, roles
from redaksi.staff.models import User

pytestmark = pytest.mark.django_db
GOOD = "perahu kayu 47"


@pytest.mark.parametrize("role", list(roles.NAMES))
def test_a_user_has_one_role(role: str) -> None:
    user = actions.add_user("damar", role, GOOD)
    assert [group.name for group in user.groups.all()] == [roles.NAMES[role]]
    assert user.is_superuser == (role == roles.ADMIN)
    assert user.check_password(GOOD)


def test_another_role_takes_the_place_of_the_first() -> None:
    user = actions.add_user("damar", roles.ADMIN, GOOD)
    actions.give_role(user, "reporter")
    assert not user.is_superuser
    assert user.groups.count() == 1


def test_an_unknown_role_makes_no_user() -> None:
    with pytest.raises(actions.StaffError, match="allowed are reporter"):
        actions.add_user("damar", "king", GOOD)
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["", "1234567", "password", "damarwirya", "12345678901"])
def test_weak_passwords_are_refused_with_the_reason(password: str) -> None:
    with pytest.raises(actions.StaffError, match="This password is refused: "):
        actions.add_user("damarwirya", "reporter", password)


@pytest.mark.parametrize("name", ["", "a b", "a/b", "x" * 151])
def test_names_that_cannot_be_typed_are_refused(name: str) -> None:
    with pytest.raises(actions.StaffError, match="cannot be a name"):
        actions.add_user(name, "reporter", GOOD)


def test_a_name_is_taken_whatever_its_case() -> None:
    actions.add_user("damar", "reporter", GOOD)
    with pytest.raises(actions.StaffError, match="choose another name"):
        actions.add_user("Damar", "reporter", GOOD)


def test_a_new_password_takes_the_place_of_the_old() -> None:
    actions.add_user("damar", "reporter", GOOD)
    assert actions.set_password("damar", "layar putih 3").check_password("layar putih 3")
    with pytest.raises(actions.StaffError, match="redaksi user add"):
        actions.set_password("agnes", GOOD)
