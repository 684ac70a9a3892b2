"""``conspectus audit``: people judge a sample of (sentence, holder) pairs against the evidence."""
