"""Paper → files. The writers together are in `every`: what needs one alone loads no other."""
