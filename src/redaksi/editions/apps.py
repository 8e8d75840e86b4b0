from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "redaksi.editions"
    label = "redaksi_editions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.editions import receivers, tasks

        receivers.connect()
        tasks.register()
