from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "redaksi.partners"
    label = "redaksi_partners"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.partners import receivers, tasks

        receivers.connect()
        tasks.register()
