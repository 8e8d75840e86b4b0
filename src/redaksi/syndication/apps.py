from django.apps import AppConfig

from redaksi.lib import registries


class SyndicationConfig(AppConfig):
    name = "redaksi.syndication"
    label = "redaksi_syndication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.syndication import heads

        registries.head_links.register("feeds", heads.feeds)
