package dev.fhirgateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.tree.LeanNodes;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One entry as a tree, exactly: decimals keep their digits, and what JSON leaves open (a name twice, bytes that are
 * not UTF-8) is refused, because the next reader of it might see something else.
 */
final class ResourceJson {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private final int maxDepth;
    private final ObjectMapper mapper;

    /** @param maxDepth the deepest nesting that is read; the entry's own braces are level 1 */
    ResourceJson(int maxDepth) {
        this.maxDepth = Math.min(maxDepth, BodyReader.DEEPEST);
        JsonFactory factory = JsonFactory.builder()
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(this.maxDepth)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .nodeFactory(LeanNodes.INSTANCE)
                .build();
    }

    /** @param root what paths in problems begin with */
    Outcome parse(OriginalBytes original, String root) {
        byte[] bytes = original.toByteArray();
        try (JsonParser parser = mapper.createParser(bytes)) {
            if (!isAscii(bytes)) {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            }
            return parse(parser, root);
        } catch (CharacterCodingException e) {
            return malformed(root, "not UTF-8");
        } catch (IOException e) {
            return malformed(root, "not JSON");
        }
    }

    /** Whether no byte has its highest bit set; looks at eight at a time. */
    private static boolean isAscii(byte[] bytes) {
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            if (((long) EIGHT_BYTES.get(bytes, at) & HIGHEST_BITS) != 0) {
                return false;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    private Outcome parse(JsonParser parser, String root) throws IOException {
        try {
            JsonNode tree = mapper.readTree(parser);
            return tree instanceof ObjectNode resource && parser.nextToken() == null
                    ? new Tree(resource)
                    : malformed(root, "one JSON object is expected");
        } catch (StreamConstraintsException e) {
            return beyondLimit(parser.getParsingContext(), root);
        } catch (NumberFormatException e) {
            // Jackson hands on what BigDecimal throws at an exponent of more than ten digits.
            return malformed(place(parser, root), "the exponent is beyond any decimal");
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith("Duplicate field")) {
                return malformed(place(parser, root), "the name stands twice in one object");
            }
            throw e;
        }
    }

    private Outcome beyondLimit(JsonStreamContext context, String root) {
        String limit = context.getNestingDepth() > maxDepth
                ? "nested deeper than the limit of " + maxDepth + " levels"
                : "a number has more digits than the limit of " + StreamReadConstraints.DEFAULT_MAX_NUM_LEN;
        return new Unusable(Blame.GATEWAY_LIMIT, new Problem("too-long", root, limit));
    }

    private static Outcome malformed(String place, String reason) {
        return new Unusable(Blame.SOURCE_DATA, new Problem("structure", place, reason));
    }

    private static String place(JsonParser parser, String root) {
        return place(parser.getParsingContext(), ElementPath.of(root)).toString();
    }

    private static ElementPath place(JsonStreamContext context, ElementPath root) {
        if (context.inRoot()) {
            return root;
        }
        ElementPath around = place(context.getParent(), root);
        if (context.inArray()) {
            around.item(context.getCurrentIndex());
            return around;
        }
        return around.asSent(context.getCurrentName());
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** The entry as a tree. */
    record Tree(ObjectNode resource) implements Outcome {}

    /** Why there is no tree, and who has to act. */
    record Unusable(Blame blame, Problem problem) implements Outcome {}
}
