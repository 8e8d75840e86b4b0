"""The addresses of fronts at the desk."""

from django.urls import URLPattern, path, re_path

from redaksi.desk.views import frontacts as acts
from redaksi.desk.views import fronts

app_name = "fronts"
urlpatterns: list[URLPattern] = [
    path("", fronts.index, name="index"),
    re_path(r"^make/(?P<place>home|[0-9]{1,15})/$", acts.make, name="make"),
    path("<int:pk>/", fronts.curate, name="curate"),
    path("<int:pk>/ready/", fronts.candidates, name="ready"),
    path("<int:pk>/preview/", fronts.preview, name="preview"),
    path("<int:pk>/new/", fronts.new_container, name="new"),
    path("<int:pk>/add/", acts.add, name="add"),
    path("<int:pk>/launch/", acts.launch, name="launch"),
    path("<int:pk>/undo/", acts.undo, name="undo"),
    path("<int:pk>/discard/", acts.discard, name="discard"),
    path("<int:pk>/versions/<int:number>/", fronts.compare, name="compare"),
    path("<int:pk>/versions/<int:number>/restore/", acts.restore, name="restore"),
    path("containers/<int:container>/", fronts.container, name="container"),
    path("containers/<int:container>/change/", acts.change, name="change"),
    path("containers/<int:container>/remove/", acts.remove, name="remove"),
    path("containers/<int:container>/move/", acts.move, name="move"),
    path("containers/<int:container>/launch/", acts.launch_one, name="launch_one"),
    path("containers/<int:container>/pick/", acts.pick, name="pick"),
    path("containers/<int:container>/link/", acts.pick_link, name="pick_link"),
    path("containers/<int:container>/leave-out/", acts.leave_out, name="leave_out"),
    path("picks/<int:pick>/", fronts.card, name="card"),
    path("picks/<int:pick>/dress/", acts.dress, name="dress"),
    path("picks/<int:pick>/drop/", acts.drop, name="drop"),
    path("picks/<int:pick>/place/", acts.place, name="place"),
]
