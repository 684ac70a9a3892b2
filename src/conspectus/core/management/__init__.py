"""Commands of `django-admin` that are our own."""
