from django.apps import AppConfig


class AdvertsConfig(AppConfig):
    name = "redaksi.adverts"
    label = "redaksi_adverts"
    default_auto_field = "django.db.models.BigAutoField"
