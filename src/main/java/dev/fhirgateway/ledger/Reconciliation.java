package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.Difference.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A list of records held against what was delivered: first the list is given, then the differences are taken, a page at a
 * time. It needs memory for a page, whatever the length of the list. Used by one thread at a time.
 */
public final class Reconciliation implements AutoCloseable {
    private static final int PAGE = 500;

    private final LedgerReader reader;
    private final String source;
    private final ListFile list;
    private final Runnable closed;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Deque<String> types = new ArrayDeque<>();
    private boolean listDone;
    private @Nullable ListedRecord last;
    private long lastNumber;

    private Reconciliation(LedgerReader reader, String source, ListFile list, Runnable closed) {
        this.reader = reader;
        this.source = source;
        this.list = list;
        this.closed = closed;
    }

    /** @param closed to be done at the end */
    static Reconciliation begin(LedgerReader reader, String source, Path folder, Runnable closed) {
        return noted(() -> new Reconciliation(reader, source, ListFile.in(folder), closed));
    }

    /** The list has this. */
    public void add(ListedRecord record) {
        noted(() -> {
            list.add(record);
            return true;
        });
    }

    /**
     * The list is complete.
     *
     * @param surplusOf the FHIR types of which all that was delivered has to be in it; empty for those that it names
     * @return of how many lines it was
     */
    public long complete(Set<String> surplusOf) {
        return noted(() -> {
            list.write();
            types.addAll(surplusOf.isEmpty() ? list.types() : surplusOf);
            return list.rows();
        });
    }

    /**
     * The next differences, perhaps none on this page; empty when there are no more pages.
     *
     * @throws LedgerUnavailable when the ledger cannot be read
     */
    public Optional<List<Difference>> next() {
        if (!listDone) {
            List<ListedRecord> page = noted(() -> list.after(last, PAGE));
            listDone = page.size() < PAGE;
            last = page.isEmpty() ? last : page.get(page.size() - 1);
            return Optional.of(reader.read(handle -> differences(handle, page)));
        }
        return types.isEmpty() ? Optional.empty() : Optional.of(surplus(types.element()));
    }

    private List<Difference> differences(Handle handle, List<ListedRecord> page) throws SQLException {
        Map<ListedRecord, RecordId> ids = new LinkedHashMap<>();
        page.forEach(record -> ids.put(record, new RecordId(source, record.type(), record.id())));
        Map<RecordId, RecordState> known = RecordReads.states(handle, ids.values());
        List<Difference> differences = new ArrayList<>();
        ids.forEach((record, id) -> {
            Difference difference = Difference.of(record, known.getOrDefault(id, RecordState.NONE));
            if (difference != null) {
                differences.add(difference);
            }
        });
        return differences;
    }

    private List<Difference> surplus(String type) {
        SortedMap<Long, RecordId> page =
                reader.read(handle -> RecordReads.delivered(handle, source, type, lastNumber, PAGE));
        List<RecordId> surplus = noted(() -> {
            List<RecordId> unlisted = new ArrayList<>();
            for (RecordId record : page.values()) {
                if (!list.contains(type, record.id())) {
                    unlisted.add(record);
                }
            }
            return unlisted;
        });
        if (page.size() < PAGE) {
            types.remove();
            lastNumber = 0;
        } else {
            lastNumber = page.lastKey();
        }
        Map<RecordId, RecordState> known = reader.read(handle -> RecordReads.states(handle, surplus));
        return surplus.stream()
                .filter(known::containsKey)
                .map(id -> surplus(id, known.getOrDefault(id, RecordState.NONE)))
                .collect(Collectors.toList());
    }

    private static Difference surplus(RecordId id, RecordState known) {
        return new Difference(
                Kind.SURPLUS, id.type(), id.id(), null, known.version(), known.originalUpdated(), known.task() != null);
    }

    /** A second time does nothing. */
    @Override
    public void close() {
        if (!open.getAndSet(false)) {
            return;
        }
        try {
            list.close();
        } finally {
            closed.run();
        }
    }

    private static <T> T noted(Step<T> step) {
        try {
            return step.run();
        } catch (SQLException fault) {
            throw new LedgerUnavailable("the list cannot be kept: " + SqlFault.words(fault), fault);
        }
    }

    private interface Step<T> {
        T run() throws SQLException;
    }
}
