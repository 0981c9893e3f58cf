"""The full-screen interface: shows what the services ask, and hands back what was answered."""
