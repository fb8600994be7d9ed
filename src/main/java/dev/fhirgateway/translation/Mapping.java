package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import dev.fhirgateway.upsert.ValidEntry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One compiled mapping file. Safe for use by many threads: JSLT keeps the state of a run in a scope of its own. */
public final class Mapping {
    private final String file;
    private final String version;
    private final Expression expression;

    /**
     * @param file its name for people, e.g. {@code config/mappings/Patient.jslt}
     * @param version what tells this text, and that of what it imports, from any other
     * @param expression the compiled file
     */
    Mapping(String file, String version, Expression expression) {
        this.file = file;
        this.version = version;
        this.expression = expression;
    }

    /**
     * A mapping file that is in no config folder; it imports what lies beside it, or else what the gateway ships.
     *
     * @throws MappingException when it cannot be used
     */
    public static Mapping ofFile(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        return new MappingCompiler(MappingFolder.at(folder)).file(file);
    }

    /** Its name for people, e.g. {@code config/mappings/Patient.jslt}. */
    public String file() {
        return file;
    }

    /**
     * Twelve hexadecimal digits that are the same for the same text: of the file and of all that it imports. So an
     * answer or a log line can tell by which version of a mapping a record was made.
     */
    public String version() {
        return version;
    }

    /** What a mapping can name when it is run on {@code entry}, by name without the {@code $}. */
    static Map<String, JsonNode> variables(ValidEntry entry) {
        return variables(
                RegistryIdEscape.encode(entry.id()),
                BatchConstants.of(entry.entry().origin()));
    }

    static Map<String, JsonNode> variables(String registryId, BatchConstants batch) {
        return Map.of("registryId", TextNode.valueOf(registryId), "sourceKey", batch.sourceKey(), "now", batch.now());
    }

    /**
     * Runs the file on one resource. JSLT puts the offending value into the text of its errors, and a mapping may do
     * the same with {@code error()}, so of an error the places are told: that in the file, and the element of the
     * resource without which the mapping works. The text of {@code error("...")} is told when it is a constant.
     *
     * @param variables what the file can name, by name without the {@code $}
     */
    MappingOutcome apply(ObjectNode resource, Map<String, JsonNode> variables) {
        try {
            return MappingOutput.read(output(resource, variables));
        } catch (MappingFailure failure) {
            return failed(failure, resource, variables);
        }
    }

    /** The failure of this mapping on a resource, with the element that is to blame. */
    MappingOutcome.Failed failed(MappingFailure failure, ObjectNode resource, Map<String, JsonNode> variables) {
        return failure.on(failure.isEndless() ? "" : new Culprit(this, variables).in(resource));
    }

    /**
     * What the file makes of one resource, checked and without empty values.
     *
     * @throws MappingFailure when there is nothing that could be sent
     */
    JsonNode output(ObjectNode resource, Map<String, JsonNode> variables) {
        JsonNode output;
        WorkLimit.begin();
        try {
            output = NonEmpty.of(expression.apply(variables, resource));
        } catch (JsltException e) {
            throw MappingFailure.at(this, e);
        } catch (OutputLimit.Exceeded e) {
            throw MappingFailure.endless(this, OutputLimit.TOLD);
        } catch (StackOverflowError e) {
            throw MappingFailure.endless(this, "it calls itself without an end");
        } catch (RuntimeException e) {
            throw MappingFailure.of(this, "JSLT ended in a fault of its own");
        }
        Optional<String> fault = MappingOutput.fault(output, resource);
        if (fault.isPresent()) {
            throw MappingFailure.of(this, fault.get());
        }
        return output;
    }

    /** The compiled file. */
    Expression expression() {
        return expression;
    }
}
