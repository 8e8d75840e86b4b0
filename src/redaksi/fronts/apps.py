from django.apps import AppConfig


class FrontsConfig(AppConfig):
    name = "redaksi.fronts"
    label = "redaksi_fronts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.fronts import due
        from redaksi.lib.registries import DueWork, due_work

        due_work.register("fronts", DueWork(run=due.run, every=0.5))
