from django.apps import AppConfig


class PopularConfig(AppConfig):
    name = "redaksi.popular"
    label = "redaksi_popular"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.popular import tasks

        tasks.register()
