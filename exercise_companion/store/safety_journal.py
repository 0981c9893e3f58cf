"""How a safety record is appended: linked to the one before it in the hash chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.store import chain
from exercise_companion.store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.store.journal import Value


class SafetyJournal(Journal):
    """A journal that also keeps the chain."""

    def _append_safety(self, table: str, values: Mapping[str, Value]) -> int:
        """Append one row to the hash chain; inside a transaction.

        Raises:
            UnicodeEncodeError: a text has half a surrogate pair, which has no canonical form.

        """
        for value in values.values():
            if isinstance(value, str):
                value.encode()
        last = chain.head(self._db.conn)
        row: dict[str, Value] = {
            "id": chain.next_id(self._db.conn, table),
            **values,
            "chain_position": last.position + 1,
            "previous_hash": last.row_hash,
        }
        return self._insert(table, {**row, "row_hash": chain.row_hash(table, row)})

    def verify_chain(self) -> chain.ChainReport:
        """Check every safety record against the hash chain (decisions E4)."""
        with self._snapshot():
            return chain.verify(self._db.conn)

    def chain_head(self) -> chain.ChainHead:
        """The last link, to print in reports and keep in snapshots (decisions E4)."""
        with self._snapshot():
            return chain.head(self._db.conn)
