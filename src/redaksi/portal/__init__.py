"""Portal: the readers' side: addresses, pages, rails and templates. It cannot write."""
