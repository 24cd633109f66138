"""Where editors find what awaits them: the home page of the desk, the health board, the history, the bin."""
