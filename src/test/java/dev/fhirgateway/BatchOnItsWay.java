package dev.fhirgateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.demo.PatientGenerator;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.UnreadableReply;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.report.Report;
import dev.fhirgateway.settings.Duplicates;
import dev.fhirgateway.settings.IntakeSettings;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.translation.Translation;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.UpsertResult;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A batch of generated Patients, always the same, at the door of each {@link Stage}. Not for use by several threads. */
public final class BatchOnItsWay {
    /** How many Patients it has. */
    public static final int PATIENTS = 300;

    private static final int SEED = 11;
    private static final Instant STORED = Instant.parse("2026-01-02T03:04:05.678Z");

    private final byte[] body = new PatientGenerator(SEED).batch(PATIENTS);
    private final Intake intake =
            new Intake(new IntakeSettings(1 << 30, PATIENTS, 1 << 20, 64), Duration.ofDays(1), Clock.systemUTC());
    private final Translation translation;
    private final Report report =
            new Report(Clock.systemUTC(), source -> Duration.ZERO, Duplicates.IN_ORDER, new NobodyListens(), "/fhir");
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final UpsertBatch batch;
    private final List<ValidEntry> valid;
    private final List<RegistryCommand.PutResource> writes;
    private final List<byte[]> answers;
    private final BatchReport results;

    /**
     * @param config a folder without mappings of its own
     */
    public BatchOnItsWay(Path config) {
        translation = new Translation(Mappings.load(config), SourceIdentifiers.CURRENT);
        batch = scan();
        valid = check();
        writes = translate().stream().flatMap(each -> each.commands().stream()).toList();
        answers = writes.stream().map(BatchOnItsWay::stored).toList();
        results = BatchReport.of(
                batch,
                batch.entries().stream()
                        .map(entry -> new UpsertResult.Persisted(entry, true, "1795310044219001", STORED, STORED))
                        .toList());
    }

    /** Does the work of a stage once for all Patients; gives something that depends on all of it. */
    public Object through(Stage stage) {
        return switch (stage) {
            case SCAN -> scan();
            case CHECK -> check();
            case TRANSLATE -> translate();
            case ENCODE -> encode();
            case ANSWER -> answer();
            case REPORT -> report();
        };
    }

    private UpsertBatch scan() {
        return intake.read(new UpsertRequest(
                "ehr",
                "default",
                new ByteArrayInputStream(body),
                Framing.JSON_ARRAY,
                false,
                Preference.REPRESENTATION));
    }

    private List<ValidEntry> check() {
        return batch.entries().stream()
                .map(entry -> (ValidEntry) intake.check(entry))
                .toList();
    }

    private List<Translated> translate() {
        return valid.stream()
                .map(entry -> (Translated) translation.translate(entry))
                .toList();
    }

    private List<byte[]> encode() {
        return writes.stream().map(write -> RegistryJson.bytes(write.payload())).toList();
    }

    private List<WriteReply> answer() {
        return answers.stream().map(BatchOnItsWay::read).toList();
    }

    private byte[] report() {
        exchange.getMessage().setBody(results);
        report.answer(exchange);
        try (InputStream answer = exchange.getMessage().getBody(InputStream.class)) {
            return answer.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WriteReply read(byte[] answer) {
        try {
            return WriteReply.readAroundContent(200, answer);
        } catch (UnreadableReply e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the registry answers: the whole record, with its times. */
    private static byte[] stored(RegistryCommand.PutResource write) {
        ObjectNode resource = write.payload().deepCopy();
        resource.put("id", write.record().id()).put("type", write.record().type());
        resource.withObject("/meta").put("createdAt", STORED.toString()).put("updatedAt", STORED.toString());
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("taskId", "task").put("status", "PERSISTED");
        answer.set("resource", resource);
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
