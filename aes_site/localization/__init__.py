"""The languages of the register, which settings read, and the catalogues of interface texts in them."""
