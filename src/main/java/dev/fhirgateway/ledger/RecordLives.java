package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordLife.Arrival;
import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.settings.HistorySettings;
import dev.fhirgateway.upsert.RecordInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the life of a record: what came in, what was sent, what the registry said, where it stands. */
public final class RecordLives {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLives.class);

    private static final int MOST_LETTERS = 100;

    private final LedgerReader reader;
    private final RecordMemory memory;
    private final HistorySettings settings;
    private final Duration retryAfter;

    /**
     * @param memory knows the batches in work
     * @param settings tell whether anybody may see what was sent
     * @param retryAfter what a client is told to wait when the ledger fails
     */
    RecordLives(LedgerReader reader, RecordMemory memory, HistorySettings settings, Duration retryAfter) {
        this.reader = reader;
        this.memory = memory;
        this.settings = settings;
        this.retryAfter = retryAfter;
    }

    /**
     * The life of the record that is asked for, the last delivery first.
     *
     * @throws RequestRefused 403 when it is not to be seen in full; 404 for another source, whatever there is, and for a
     *     record that was never seen; 503 when the ledger cannot be read
     */
    public RecordLife of(RecordInquiry inquiry) {
        if (!inquiry.source().equals(inquiry.sourceKey())) {
            throw new RequestRefused(
                    404,
                    "not-found",
                    "a client can ask about records of its own source alone, and this is another one");
        }
        if (inquiry.full() && !settings.fullView()) {
            throw new RequestRefused(
                    403,
                    "forbidden",
                    "what was sent is not shown as it was sent here (gateway.records.full-view); ask without view=full");
        }
        RecordLife life = RecordId.of(inquiry.source(), inquiry.resourceType(), inquiry.id())
                .flatMap(record -> read(record, inquiry))
                .orElseThrow(() -> new RequestRefused(
                        404,
                        "not-found",
                        "the gateway never saw this record: no entry of any batch of this source has named it"));
        if (inquiry.full()) {
            LOG.info(
                    "the record {}/{} of source {} was shown in full to client {}",
                    life.record().type(),
                    life.record().id(),
                    life.record().source(),
                    inquiry.client());
        }
        return life;
    }

    private Optional<RecordLife> read(RecordId record, RecordInquiry inquiry) {
        try {
            return Optional.ofNullable(reader.<@Nullable RecordLife>read(handle -> find(handle, record, inquiry)));
        } catch (LedgerUnavailable fault) {
            throw fault.refusal(retryAfter);
        }
    }

    /** What is under way is read first: what ends meanwhile is then found among what is over. */
    private @Nullable RecordLife find(Handle handle, RecordId record, RecordInquiry inquiry) throws SQLException {
        LifeReads reads = new LifeReads(handle, new BodyTable(reader.vault()), record);
        List<Arrival> open = reads.open(memory.underWay(record));
        RecordState state = RecordReads.states(handle, List.of(record)).get(record);
        if (state == null && open.isEmpty()) {
            return null;
        }
        RecordState known = state == null ? RecordState.NONE : state;
        LifeReads.Page page = reads.from(
                inquiry.before() == null ? known.passage() : reads.before(inquiry.before()), inquiry.count());
        Set<Arrival> over =
                page.deliveries().stream().map(RecordLife.Delivery::arrival).collect(Collectors.toSet());
        return new RecordLife(
                record,
                known,
                open.stream().filter(arrival -> !over.contains(arrival)).toList(),
                page.deliveries(),
                ParkedReads.of(handle, record),
                LetterBook.of(handle, record, MOST_LETTERS),
                page.next(),
                inquiry.full());
    }
}
