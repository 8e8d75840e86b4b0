from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    name = "redaksi.desk"
    label = "redaksi_desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from redaksi.desk import due, factors, mailing, receivers, rights, verifying
        from redaksi.lib.registries import DueWork, before_acts, due_work
        from redaksi.staff import actions as staff

        receivers.connect()
        before_acts.register("second-factor", factors.before)
        due_work.register("desk", DueWork(run=verifying.run, every=20))
        due_work.register("desk-mail", DueWork(run=mailing.run, every=10))
        due_work.register("desk-sessions", DueWork(run=staff.sweep, every=3600))
        due_work.register("desk-board", DueWork(run=due.Beginning().run, every=5))

        # The signal comes once for each app with models, in their order: the last one has them all.
        last = [one for one in apps.get_app_configs() if one.models_module is not None][-1]
        post_migrate.connect(rights.apply_after_migrate, sender=last, dispatch_uid="redaksi_rights")
