"""From views to numbered paragraphs: sentence templates, their variation, and the plan of a paper."""
