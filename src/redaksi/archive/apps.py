from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "redaksi.archive"
    label = "redaksi_archive"
    default_auto_field = "django.db.models.BigAutoField"
