from django.apps import AppConfig

from redaksi.lib import registries


class PortalConfig(AppConfig):
    name = "redaksi.portal"
    label = "redaksi_portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.portal import preview

        registries.previews.register("story", preview.story)
