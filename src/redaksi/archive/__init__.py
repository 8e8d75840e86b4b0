"""Archive: old stories in, from other systems, and their old addresses."""
