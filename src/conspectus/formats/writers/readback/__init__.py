"""Reading written papers back: is every sentence there, in order, word for word?"""

from conspectus.formats.writers.readback.comparing import problems_of_file
from conspectus.formats.writers.readback.printed import PrintedSentence, printed_sentences

__all__ = ["PrintedSentence", "printed_sentences", "problems_of_file"]
