"""What the screen of a front shows and what its forms say: read here, done in fronts.actions."""
