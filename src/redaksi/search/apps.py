from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "redaksi.search"
    label = "redaksi_search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.search import tasks

        tasks.register()
