from django.apps import AppConfig


class SectionsConfig(AppConfig):
    name = "redaksi.sections"
    label = "redaksi_sections"
    default_auto_field = "django.db.models.BigAutoField"
