"""The e-paper: the newspaper's daily edition, readable page by page.

An edition is a date, a number and the print desk's PDF; its pages are drawn in a process of their
own, in the background, and the PDF that readers may take is made anew of what those pages show.
An edition is a snapshot: later corrections of a story do not change it, and it refuses any say
over the life of a story. What was published is withdrawn with a reason, never deleted.
"""
