"""One screen per file; screens never import each other."""
