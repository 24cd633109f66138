"""What a DOCX or an ODT, which are ZIP archives of XML, says to its readers, and what it holds beside."""
