from django.apps import AppConfig


class SectionsConfig(AppConfig):
    name = "redaksi.sections"
    label = "redaksi_sections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.lib.registries import DueWork, due_work
        from redaksi.sections import due

        due_work.register("day", DueWork(run=due.Midnight().run, every=0.5))
