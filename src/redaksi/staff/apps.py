from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "redaksi.staff"
    label = "redaksi_staff"
    default_auto_field = "django.db.models.BigAutoField"
