"""How one signs in, below /desk/account/: second factors, sessions; and another's, for who may
change users."""

from django.urls import path

from redaksi.desk.views import factors, sessions, users

app_name = "safety"
urlpatterns = [
    path("second-factor/", factors.index, name="factors"),
    path("second-factor/app/", factors.app, name="app"),
    path("second-factor/passkey/", factors.passkey, name="passkey"),
    path("second-factor/codes/", factors.codes, name="codes"),
    path("second-factor/<int:pk>/remove/", factors.remove, name="remove"),
    path("again/", factors.again, name="again"),
    path("sessions/", sessions.index, name="sessions"),
    path("sessions/end-others/", sessions.end_others, name="end_others"),
    path("sessions/<int:session>/end/", sessions.end, name="end"),
    path("of/<int:pk>/", users.index, name="user"),
    path("of/<int:pk>/reset/", users.reset, name="user_reset"),
    path("of/<int:pk>/end/", users.end, name="user_end"),
]
