"""Files of a paper that people have edited, read back beside the paper."""
