from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "redaksi.stories"
    label = "redaksi_stories"
    default_auto_field = "django.db.models.BigAutoField"
