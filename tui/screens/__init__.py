"""What composes and routes: the desk itself and the screens that open over it."""
