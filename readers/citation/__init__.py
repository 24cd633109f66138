"""How a record is cited: the work it is, and the formats of reference managers."""
