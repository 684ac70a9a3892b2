"""What the engine learns from the answers of people, beside holding to each of them."""
