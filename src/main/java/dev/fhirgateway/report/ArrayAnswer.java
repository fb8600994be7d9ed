package dev.fhirgateway.report;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;

/**
 * The default answer: the array back, slot by slot. A slot is encoded when the client is ready to read it, so a large
 * answer never stands in memory beside the batch.
 */
final class ArrayAnswer {
    private ArrayAnswer() {}

    static InputStream of(BatchReport report) {
        return new SequenceInputStream(new Slots(report.results().iterator()));
    }

    @SuppressWarnings("JdkObsolete") // SequenceInputStream, the JDK's lazy concatenation, asks for an Enumeration
    private static final class Slots implements Enumeration<InputStream> {
        private final Iterator<UpsertResult> results;
        private boolean started;
        private boolean closed;

        Slots(Iterator<UpsertResult> results) {
            this.results = results;
        }

        @Override
        public boolean hasMoreElements() {
            return !closed;
        }

        @Override
        public InputStream nextElement() {
            if (!started) {
                started = true;
                return text("[");
            }
            if (!results.hasNext()) {
                closed = true;
                return text("]");
            }
            InputStream slot = new ByteArrayInputStream(AnswerSlot.of(results.next()));
            return results.hasNext() ? new SequenceInputStream(slot, text(",")) : slot;
        }

        private static InputStream text(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
