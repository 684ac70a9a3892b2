"""The pages of papers: public ones, and those of the secretariat and the rapporteur."""
