"""What is done with threads and posts, one transaction each."""
