from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "redaksi.wire"
    label = "redaksi_wire"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.wire import tasks

        tasks.register()
