"""Records that leave the desk as tables (CSV, XLSX) and come back."""
