from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "redaksi.stories"
    label = "redaksi_stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.lib.registries import DueWork, due_work
        from redaksi.stories import due

        due_work.register("stories", DueWork(run=due.run, every=0.5))
