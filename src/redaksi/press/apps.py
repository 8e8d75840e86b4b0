from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "redaksi.press"
    label = "redaksi_press"
    default_auto_field = "django.db.models.BigAutoField"
