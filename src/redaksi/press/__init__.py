"""The press: what was published, what each page read, and what each act touched.

It holds the append-only log, the recorder that notes which tags a reader's page depends on, and
the door through which every change that readers can see must pass. It refuses HTML, HTTP and any
knowledge of stories, photos or people: to the press a thing is a subject such as ``story:12`` and
a dependency is a tag such as ``list:latest``.
"""
