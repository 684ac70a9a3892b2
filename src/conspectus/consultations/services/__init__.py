"""What is done with meetings and transcripts."""
