"""Files of the store over HTTP: to readers once a live row names them, to editors before."""
