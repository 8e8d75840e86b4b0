"""Addresses of the wires, below /desk/wire/."""

from django.urls import path

from redaksi.desk.views import wire

app_name = "wire"
urlpatterns = [
    path("", wire.index, name="index"),
    path("<int:pk>/", wire.item, name="item"),
    path("<int:pk>/take/", wire.take, name="take"),
    path("<int:pk>/drop/", wire.drop, name="drop"),
    path("<int:pk>/back/", wire.put_back, name="back"),
    path("newer/<int:pk>/", wire.newer, name="newer"),
]
