"""Tables that an installation starts with; afterwards they are its own.

``areas.csv``: the countries and areas of the UN's "Standard Country or Area Codes for Statistical
Use" (M49), its regions, two wider ones, four values, and two names that are often given and not in
that list. Names in six languages follow CLDR, and UN short forms where CLDR differs from them.
``footnotes.toml``: notes beside some of the names.
"""
