"""Papers, their map and their life as pages need them."""
