"""Desk: the editors' side: every admin screen that joins rooms. It holds no facts about content."""
