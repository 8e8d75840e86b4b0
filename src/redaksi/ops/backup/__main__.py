"""The process of a nightly backup: ``python -m redaksi.ops.backup PARENT``."""

from __future__ import annotations

import logging
import os
import sys

from redaksi.ops import children

#: Readers and editors come first.
KINDNESS = 10


def main() -> int:
    """Set up Django and make one backup; 1 when it could not be made."""
    import django

    children.die_with_parent(int(sys.argv[1]))
    os.nice(KINDNESS)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redaksi.config.settings")
    django.setup()
    from redaksi.ops.backup import make
    from redaksi.ops.backup.shapes import BackupFailed

    try:
        make.make(make.folder())
    except BackupFailed as error:
        logging.getLogger("redaksi.ops.backup").error("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
