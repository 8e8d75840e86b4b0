"""The addresses of breaking news at the desk."""

from django.urls import URLPattern, path

from redaksi.desk.views import breaking

app_name = "breaking"
urlpatterns: list[URLPattern] = [
    path("", breaking.bar, name="index"),
    path("announce/", breaking.announce, name="announce"),
    path("<int:pk>/undo/", breaking.undo, name="undo"),
    path("<int:pk>/end/", breaking.end, name="end"),
]
