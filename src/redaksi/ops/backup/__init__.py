"""Backups of a newspaper: made while it is up, verified, thinned out, restored.

A backup is a folder named by its moment that looks like a newspaper's own: the settings, the
templates, the database as of one moment, every photo and page. What has not changed since the
last one is linked, not copied, so that each is whole and costs only what is new. It becomes a
backup in one step, when every file was read back; what is killed before leaves the others alone.
"""
