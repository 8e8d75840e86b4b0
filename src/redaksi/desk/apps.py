from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "redaksi.desk"
    label = "redaksi_desk"
    default_auto_field = "django.db.models.BigAutoField"
