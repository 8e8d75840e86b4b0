from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "redaksi.portal"
    label = "redaksi_portal"
    default_auto_field = "django.db.models.BigAutoField"
