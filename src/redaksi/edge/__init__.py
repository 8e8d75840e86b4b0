"""The edge: the readers' server, which hands out every page from memory and none that is old.

It keeps fragments and pages as deflated bytes, knows by one table of tags what has moved, asks the
application for what it lacks, and splices the parts into one gzip member. It refuses the web
framework, templates and every word of content: it speaks plain HTTP to the application, and a
small read-only reader of the log is handed to it.
"""
