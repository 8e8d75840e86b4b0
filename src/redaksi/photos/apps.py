from django.apps import AppConfig


class PhotosConfig(AppConfig):
    name = "redaksi.photos"
    label = "redaksi_photos"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.photos import receivers, tasks

        receivers.connect()
        tasks.register()
