"""What editors take out of the desk as files and bring back: records and translations."""
