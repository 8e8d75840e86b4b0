"""The screens of each kind of row, registered in the order of the desk's menu."""
