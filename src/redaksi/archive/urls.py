"""The address of what is pasted, below /desk/."""

from django.urls import path

from redaksi.archive import views

app_name = "archive"
urlpatterns = [path("paste/", views.paste, name="paste")]
