"""Shared by every test; its being here lets each of them import `builders`."""
