from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "redaksi.ops"
    label = "redaksi_ops"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.ops.backup import nightly

        nightly.register()
