"""From views to numbered paragraphs: sentence templates, their variation, the plan of a paper."""
