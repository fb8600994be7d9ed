package dev.fhirgateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.demo.PatientGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Batches of Patients. */
final class Patients {
    private static final Path SYNTHEA = Path.of("..", "shared", "data", "synthea-patients-300.ndjson");
    private static final String SMALL =
            """
            {"resourceType":"Patient","id":"%s","identifier":[{"system":"urn:bench:mark","value":"seq-%d"}],\
            "active":true,"name":[{"family":"Zzmarker","given":["Ada","Bea"]}],"gender":"female",\
            "birthDate":"1980-02-03","address":[{"line":["1 Bench Road"],"city":"Zztown","country":"CA"}]}""";

    private Patients() {}

    /** Such as are hardly any work: 300 bytes, and a number that the registry finds again. */
    static byte[] small(int count, IntFunction<String> id, int firstMark) {
        return batch(count, i -> SMALL.formatted(id.apply(i), firstMark + i));
    }

    /** Such as Synthea makes, with ids of this prefix; they are there only beside the folder {@code shared}. */
    static byte[] synthea(int count, String prefix) {
        return batch(count, synthea(prefix));
    }

    /** Those of {@link #realistic(String)}, as an array. */
    static byte[] realistic(int count, String prefix) {
        return batch(count, realistic(prefix));
    }

    /**
     * Patients as large as an EHR's, to be asked for in order: Synthea's where they are there, else generated ones of 2 to
     * 3.5 KB.
     *
     * @param prefix how each id begins
     */
    static IntFunction<String> realistic(String prefix) {
        if (hasSynthea()) {
            return synthea(prefix);
        }
        PatientGenerator generator = new PatientGenerator(11);
        return i -> generator.next().put("id", prefix + i).toString();
    }

    /** Generated ones of 2 to 3.5 KB, the same each time, a line each. */
    static InputStream generated(int count) {
        PatientGenerator generator = new PatientGenerator(11);
        String lines = Stream.generate(generator::next)
                .limit(count)
                .map(ObjectNode::toString)
                .collect(Collectors.joining("\n"));
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static IntFunction<String> synthea(String prefix) {
        ObjectMapper json = new ObjectMapper();
        try {
            List<String> lines = Files.readAllLines(SYNTHEA);
            return i -> {
                try {
                    ObjectNode patient = (ObjectNode) json.readTree(lines.get(i % lines.size()));
                    return patient.put("id", prefix + i).toString();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean hasSynthea() {
        return Files.exists(SYNTHEA);
    }

    private static byte[] batch(int count, IntFunction<String> patient) {
        return IntStream.range(0, count)
                .mapToObj(patient)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
