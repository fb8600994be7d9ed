package dev.fhirgateway.workshop;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fhirgateway.translation.Coverage;
import dev.fhirgateway.translation.MappingExamples;
import dev.fhirgateway.translation.MappingExamples.Example;
import dev.fhirgateway.translation.MappingSet;
import dev.fhirgateway.upsert.DryRun;
import dev.fhirgateway.upsert.RequestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs every mapping over its examples and compares what it makes of them with what it should. */
public final class ExampleRun {
    private final MappingExamples examples;
    private final Workbench workbench;
    private final List<String> problems = new ArrayList<>();
    private int run;
    private int asExpected;

    /**
     * Runs them all.
     *
     * @param config the operator's folder
     * @param mappings what to run
     * @param sourceKey what mappings see as {@code $sourceKey}
     */
    public ExampleRun(Path config, MappingSet mappings, String sourceKey) {
        this.examples = MappingExamples.of(config);
        this.workbench = Workbench.plain(mappings, sourceKey);
        for (String type : examples.types()) {
            examples.ofType(type).forEach(example -> run(type, example));
        }
    }

    /** What is not as it should be, each with its file, and line and column where there is one; may be empty. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** How many examples there are. */
    public int run() {
        return run;
    }

    /** How many of them came out as expected. */
    public int asExpected() {
        return asExpected;
    }

    private void run(String type, Example example) {
        run++;
        int before = problems.size();
        try {
            ExampleFile resource = ExampleFile.read(example.resource());
            Piece piece = theOne(example);
            if (!type.equals(piece.plan().entry().resourceType())) {
                problems.add(example.name() + resource.placeOf(".resourceType") + ": not a " + type
                        + ", though it is in the folder of that type");
            } else if (piece.plan() instanceof DryRun.Refused refused) {
                refused.result()
                        .problems()
                        .forEach(problem -> problems.add(example.name() + resource.placeOf(problem.expression()) + ": "
                                + problem.expression() + ": " + problem.reason()));
            } else {
                compare(example, piece);
            }
        } catch (JsonProcessingException e) {
            problems.add(example.name() + ExampleFile.told(e));
        } catch (IOException e) {
            problems.add(example.name() + ": it cannot be read as UTF-8 text");
        } catch (RequestRefused e) {
            problems.add(example.name() + ": " + e.getMessage());
        }
        asExpected += problems.size() == before ? 1 : 0;
    }

    private Piece theOne(Example example) throws IOException {
        try (InputStream body = Files.newInputStream(example.resource())) {
            return workbench
                    .pieces(workbench.batch(body), Optional.empty(), new Coverage())
                    .get(0);
        }
    }

    private void compare(Example example, Piece piece) {
        if (!Files.exists(example.expected())) {
            problems.add(example.expectedName() + ": there is none; it says what the mapping has to give");
            return;
        }
        try {
            ExampleFile expected = ExampleFile.read(example.expected());
            for (JsonDifference difference : JsonDifference.between(expected.tree(), piece.output())) {
                problems.add(example.expectedName() + expected.placeOf(difference.place()) + ": " + difference);
            }
        } catch (JsonProcessingException e) {
            problems.add(example.expectedName() + ExampleFile.told(e));
        } catch (IOException e) {
            problems.add(example.expectedName() + ": it cannot be read as UTF-8 text");
        }
    }
}
