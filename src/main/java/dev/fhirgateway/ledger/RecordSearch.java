package dev.fhirgateway.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Looks for rows of records of one source and type. What came together once comes together again, as a rule, and such
 * records have numbers side by side: so when the first few do, the others are looked for among their neighbours, which
 * costs the same however many records there are. The index, whose pages are in no order, is asked for the rest.
 */
final class RecordSearch {
    private static final int FEW = 16;

    /** One length of the list for all, so that the database has to understand the question once. */
    private static final int MANY = 128;

    /** Further apart than records of one batch of some thousands are. */
    private static final int FAR = 8 * 1024;

    private static final String SELECT =
            "SELECT number, id, " + RecordTable.STATE + " FROM record WHERE source = ? AND type = ? AND ";
    private static final String BY_FEW_KEYS = byKeys(FEW);
    private static final String BY_MANY_KEYS = byKeys(MANY);
    private static final String NEIGHBOURS = SELECT + "number BETWEEN ? AND ?";

    private final Handle handle;
    private final RecordId collection;
    private final Set<RecordId> wanted;
    private final Map<RecordId, RecordRow> found;

    private RecordSearch(Handle handle, RecordId collection, Set<RecordId> wanted, Map<RecordId, RecordRow> found) {
        this.handle = handle;
        this.collection = collection;
        this.wanted = wanted;
        this.found = found;
    }

    private static String byKeys(int length) {
        return SELECT + "key IN (?" + ", ?".repeat(length - 1) + ")";
    }

    /** The rows of records, as far as there are any. It is the sooner done the more their order is that of earlier ones. */
    static Map<RecordId, RecordRow> rows(Handle handle, Iterable<RecordId> ids) throws SQLException {
        Map<RecordId, Set<RecordId>> collections = new HashMap<>();
        ids.forEach(id -> collections
                .computeIfAbsent(new RecordId(id.source(), id.type(), ""), collection -> new LinkedHashSet<>())
                .add(id));
        Map<RecordId, RecordRow> found = new HashMap<>();
        for (Map.Entry<RecordId, Set<RecordId>> those : collections.entrySet()) {
            new RecordSearch(handle, those.getKey(), those.getValue(), found).search();
        }
        return found;
    }

    private void search() throws SQLException {
        LongSummaryStatistics numbers = byKeys(BY_FEW_KEYS, FEW);
        if (numbers.getCount() > FEW / 2 && numbers.getMax() - numbers.getMin() < FAR) {
            neighbours(numbers.getMin());
        }
        while (!wanted.isEmpty()) {
            byKeys(BY_MANY_KEYS, MANY);
        }
    }

    /** Goes on as long as most of what it meets is wanted. */
    private void neighbours(long first) throws SQLException {
        PreparedStatement select = on(NEIGHBOURS);
        boolean pays = true;
        for (long from = first; pays && !wanted.isEmpty(); from += MANY) {
            int before = wanted.size();
            select.setLong(3, from);
            select.setLong(4, from + MANY - 1);
            long met = take(select).getCount();
            pays = met > 0 && (before - wanted.size()) * 2L >= met;
        }
    }

    /** The numbers of those among the next ones that were found; nobody looks for the others again. */
    private LongSummaryStatistics byKeys(String sql, int length) throws SQLException {
        List<RecordId> next = next(length);
        PreparedStatement select = on(sql);
        for (int i = 0; i < length; i++) {
            select.setLong(3 + i, next.get(Math.min(i, next.size() - 1)).key());
        }
        LongSummaryStatistics numbers = take(select);
        next.forEach(wanted::remove);
        return numbers;
    }

    private List<RecordId> next(int atMost) {
        List<RecordId> next = new ArrayList<>(atMost);
        for (Iterator<RecordId> left = wanted.iterator(); next.size() < atMost && left.hasNext(); ) {
            next.add(left.next());
        }
        return next;
    }

    private PreparedStatement on(String sql) throws SQLException {
        PreparedStatement select = Prepared.on(handle, sql);
        select.setString(1, collection.source());
        select.setString(2, collection.type());
        return select;
    }

    /** Takes the rows that are wanted; others may have the same keys. Gives the numbers of all. */
    private LongSummaryStatistics take(PreparedStatement select) throws SQLException {
        LongSummaryStatistics numbers = new LongSummaryStatistics();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long number = row.getLong(1);
                RecordId id = new RecordId(collection.source(), collection.type(), row.getString(2));
                numbers.accept(number);
                if (wanted.remove(id)) {
                    found.put(id, new RecordRow(number, RecordReads.state(row, 3)));
                }
            }
        }
        return numbers;
    }
}
