"""Pure readers of other systems' exports: bytes in, frozen facts out; no database, no network."""
