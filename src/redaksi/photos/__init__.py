"""Photos: the picture, its credit chain and rights, and its crops.

A file is read once, on the way in, through the picture child process. The room refuses to know
where a photo is used.
"""
