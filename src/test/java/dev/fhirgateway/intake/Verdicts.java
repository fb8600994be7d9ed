package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import java.util.List;

/** Holds what the check says of resources against what HAPI's strict parser says, and counts how often it had to ask. */
final class Verdicts {
    private final ResourceJson json = new ResourceJson(64);
    private final R4Model model = R4Model.shared();
    private int all;
    private int refused;
    private int asked;

    /** Fails when the two do not agree. */
    void hold(ObjectNode sent) {
        String text = sent.toString();
        if (!(json.parse(OriginalBytes.copyOf(utf8(text)), "Resource") instanceof ResourceJson.Tree tree)) {
            return;
        }
        ObjectNode resource = tree.resource();
        ProblemList form = new ProblemList();
        StructureWalk walk = new StructureWalk(model, false, resource, ElementPath.of("Resource"), form);
        walk.resource(resource);
        boolean wellFormed =
                form.isEmpty() && ResourceCheck.isId(resource.path("id").asText());
        boolean hapiRefuses = hapiRefuses(text);
        if (wellFormed && !walk.isDoubtful()) {
            assertThat(hapiRefuses).as("taken unseen: %s", text).isFalse();
        }
        List<Problem> problems = new ResourceCheck(model, resource).problems();
        assertThat(problems.isEmpty()).as("%s: %s", problems, text).isEqualTo(wellFormed && !hapiRefuses);
        assertThat(problems)
                .noneSatisfy(problem -> assertThat(problem.toString()).contains("Zzmarker"));
        all++;
        refused += problems.isEmpty() ? 0 : 1;
        asked += wellFormed && walk.isDoubtful() ? 1 : 0;
    }

    int all() {
        return all;
    }

    int refused() {
        return refused;
    }

    int asked() {
        return asked;
    }

    static boolean hapiRefuses(String json) {
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        try {
            parser.parseResource(json);
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
