package dev.fhirgateway.sandbox.store;

import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.Shelf;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps things in a table with the columns {@code source, type, id, body}; the first three together are unique. */
final class SqliteShelf<T> implements Shelf<T> {
    private final Sql sql;
    private final Codec<T> codec;
    private final String select;
    private final String upsert;
    private final String delete;
    private final String selectIds;
    private final String selectSomeIds;
    private final String count;
    private final String counts;
    private final String clear;

    /** @param table a word of ours, never of a caller */
    SqliteShelf(Sql sql, String table, Codec<T> codec) {
        this.sql = sql;
        this.codec = codec;
        String collection = " FROM " + table + " WHERE source = ? AND type = ?";
        select = "SELECT body" + collection + " AND id = ?";
        upsert = "INSERT INTO " + table + " (source, type, id, body) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (source, type, id) DO UPDATE SET body = excluded.body";
        delete = "DELETE" + collection + " AND id = ?";
        selectIds = "SELECT id" + collection + " ORDER BY id";
        selectSomeIds = selectIds + " LIMIT ? OFFSET ?";
        count = "SELECT count(*)" + collection;
        counts = "SELECT source, type, count(*) FROM " + table + " GROUP BY source, type";
        clear = "DELETE FROM " + table;
    }

    @Override
    public Optional<T> find(RecordKey key) {
        return sql.one(select, this::body, key.sourceKey(), key.type(), key.id());
    }

    @Override
    public void put(RecordKey key, T value) {
        String body = new String(codec.bytes(value), StandardCharsets.UTF_8);
        sql.update(upsert, key.sourceKey(), key.type(), key.id(), body);
    }

    @Override
    public boolean remove(RecordKey key) {
        return sql.update(delete, key.sourceKey(), key.type(), key.id()) > 0;
    }

    @Override
    public List<String> ids(RecordKey.Collection collection) {
        return sql.all(selectIds, row -> row.getString(1), collection.sourceKey(), collection.type());
    }

    @Override
    public List<String> ids(RecordKey.Collection collection, long offset, int limit) {
        return sql.all(
                selectSomeIds, row -> row.getString(1), collection.sourceKey(), collection.type(), limit, offset);
    }

    @Override
    public int count(RecordKey.Collection collection) {
        return (int) sql.number(count, collection.sourceKey(), collection.type());
    }

    @Override
    public SortedMap<String, SortedMap<String, Integer>> counts() {
        SortedMap<String, SortedMap<String, Integer>> found = new TreeMap<>();
        sql.all(
                counts,
                row -> found.computeIfAbsent(row.getString(1), source -> new TreeMap<>())
                                .put(row.getString(2), row.getInt(3))
                        == null);
        return found;
    }

    @Override
    public void clear() {
        sql.update(clear);
    }

    private T body(ResultSet row) throws SQLException {
        return codec.value(row.getString(1).getBytes(StandardCharsets.UTF_8));
    }
}
