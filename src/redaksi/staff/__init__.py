"""Staff: people with a public page, desks, agencies, editor codes and what each role may do.

Portraits are image fields of their own. It refuses sections, photos and stories.
"""
