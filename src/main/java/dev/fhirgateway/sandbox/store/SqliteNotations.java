package dev.fhirgateway.sandbox.store;

import dev.fhirgateway.sandbox.record.NotationIndex;
import dev.fhirgateway.sandbox.record.RecordKey;
import java.util.List;

/** Keeps an index in a table with the columns {@code source, type, notation, id}, together its key. */
final class SqliteNotations implements NotationIndex {
    private final Sql sql;
    private final String insert;
    private final String delete;
    private final String select;
    private final String clear;

    /** @param table a word of ours, never of a caller */
    SqliteNotations(Sql sql, String table) {
        this.sql = sql;
        insert = "INSERT OR IGNORE INTO " + table + " (source, type, notation, id) VALUES (?, ?, ?, ?)";
        delete = "DELETE FROM " + table + " WHERE source = ? AND type = ? AND notation = ? AND id = ?";
        select = "SELECT id FROM " + table + " WHERE source = ? AND type = ? AND notation = ? ORDER BY id";
        clear = "DELETE FROM " + table;
    }

    @Override
    public void add(RecordKey key, String notation) {
        sql.update(insert, key.sourceKey(), key.type(), notation, key.id());
    }

    @Override
    public void remove(RecordKey key, String notation) {
        sql.update(delete, key.sourceKey(), key.type(), notation, key.id());
    }

    @Override
    public List<String> ids(RecordKey.Collection collection, String notation) {
        return sql.all(select, row -> row.getString(1), collection.sourceKey(), collection.type(), notation);
    }

    @Override
    public void clear() {
        sql.update(clear);
    }
}
