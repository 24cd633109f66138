"""What pages are drawn with: style sheets joined from their parts, static files collected, the page of components."""
