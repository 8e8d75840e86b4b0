"""The pages of readers, by kind."""
