<<<<<<< HEAD
"""The public pages of forums and cycles."""
=======
"""Pages of forums and cycles."""
>>>>>>> main
