"""Photos: the picture, its credit chain and rights, and its crops.

A file is looked at in the picture process, its IPTC, XMP and EXIF are read, and every crop that
leaves carries its credit and caption. The room refuses files that are more than a picture, and it
refuses to know where a photo is used.
"""
