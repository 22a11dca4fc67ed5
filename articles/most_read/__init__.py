"""Which stories are read most: counted without a cookie and without keeping who read."""
