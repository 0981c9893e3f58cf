"""The tables in SQL, by subject; `store.schema` runs them in order and never changes them."""
