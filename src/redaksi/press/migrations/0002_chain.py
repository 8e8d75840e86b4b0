"""Every row of the log gets its hash."""

from typing import Any

from django.db import migrations, models


def close(apps: Any, schema_editor: Any) -> None:
    from redaksi.press import linking

    alias = schema_editor.connection.alias
    rows: models.QuerySet[Any] = models.QuerySet(
        apps.get_model("redaksi_press", "LogEntry"), using=alias
    )
    newest = rows.order_by("-seq").values_list("seq", flat=True).first()
    if newest:
        linking.close(rows, newest)


class Migration(migrations.Migration):
    dependencies = [("redaksi_press", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="logentry",
            name="hash",
            field=models.CharField(
                blank=True, db_default="", editable=False, max_length=64, verbose_name="hash"
            ),
        ),
        migrations.RunPython(close, migrations.RunPython.noop),
    ]
