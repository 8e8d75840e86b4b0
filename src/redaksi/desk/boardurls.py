"""The addresses of the board, below /desk/board/."""

from django.urls import path

from redaksi.desk.views import board

app_name = "board"
urlpatterns = [
    path("", board.index, name="index"),
    path("idea/", board.idea, name="idea"),
    path("changes/", board.changes, name="changes"),
    path("<int:pk>/move/", board.move, name="move"),
    path("<int:pk>/take/", board.take, name="take"),
]
