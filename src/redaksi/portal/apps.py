from django.apps import AppConfig
from django.core.checks import Tags, register

from redaksi.lib import registries


class PortalConfig(AppConfig):
    name = "redaksi.portal"
    label = "redaksi_portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.portal import checks, preview

        register(checks.no_page_in_a_transaction, Tags.database)
        registries.previews.register("story", preview.story)
        registries.previews.register("front", preview.front)
        registries.previews.register("theme", preview.themed)
