"""The door of the desk, for those who have not signed in: password, second factor, passkey."""

from django.urls import path

from redaksi.desk.views import door

urlpatterns = [
    path("login/", door.DoorView.as_view(), name="wagtailadmin_login"),
    path("login/second-factor/", door.second_factor, name="desk_second_factor"),
    path("login/passkey/", door.passkey, name="desk_passkey"),
]
