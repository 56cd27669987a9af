"""The tables through time; `Store.migrate` runs what is new."""
