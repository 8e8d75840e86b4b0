"""Credit chains: parsed, printed and composed. This is the door; the parts stand in ``credit_*``.

``parse("LINTANG/Bayu Seran/Vista via Orbis/mh.")`` knows the agency, the photographer, the further
agencies with their joiners, the desk's initials and the closing stop, and prints the same line.
"""

from redaksi.stylebook.credit_chain import CreditChain, Link, Role
from redaksi.stylebook.credit_iptc import compose, credit_from_iptc
from redaksi.stylebook.credit_parse import parse

__all__ = ["CreditChain", "Link", "Role", "compose", "credit_from_iptc", "parse"]
