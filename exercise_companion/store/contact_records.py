"""Phone numbers the patient added, and those taken away again."""

from __future__ import annotations

from exercise_companion.store.journal import Journal
from exercise_companion.store.kept import OwnContact


class ContactRecords(Journal):
    """The patient's own phone numbers (decisions D11)."""

    def add_own_contact(self, name: str, phone: str) -> int:
        """Keep a number; its row's id."""
        with self.transaction():
            return self._insert("own_contact", {**self._stamp(), "name": name, "phone": phone})

    def end_own_contact(self, contact_id: int) -> None:
        """Note that a number is not shown any more; once."""
        with self.transaction():
            self._insert("own_contact_end", {**self._stamp(), "own_contact_id": contact_id})

    def own_contacts(self) -> tuple[OwnContact, ...]:
        """The numbers that are shown, in the order they were added."""
        rows = self._rows(
            "SELECT id, name, phone FROM own_contact WHERE id NOT IN"
            " (SELECT own_contact_id FROM own_contact_end) ORDER BY id"
        )
        return tuple(OwnContact(row["id"], row["name"], row["phone"]) for row in rows)
