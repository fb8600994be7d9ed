package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * What was sent, as {@code [{"record": name, "body": JSON}]}, with which elements there were and none of their values.
 * Only the names of the records stay, and what is the id of the record that was asked for. Even the name of an element is
 * hidden that is none a schema would have: a mapping can make one of a value.
 */
final class Redacted {
    private static final String MASK = "***";
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_]{0,63}");

    /** The depth of {@code record} and {@code body}: in an object, in the array. */
    private static final int OUTSIDE = 2;

    private static final int NOTHING = 0;

    private Redacted() {}

    /** @param id what may stay */
    static void write(byte[] sent, String id, JsonGenerator out) throws IOException {
        write(sent, id, OUTSIDE, out);
    }

    /** The same of a resource as it came. */
    static void resource(byte[] resource, String id, JsonGenerator out) throws IOException {
        write(resource, id, NOTHING, out);
    }

    /** @param outside nothing is hidden down to this depth */
    private static void write(byte[] sent, String id, int outside, JsonGenerator out) throws IOException {
        int depth = 0;
        try (JsonParser in = JSON.createParser(sent)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
                boolean hidden = token.isScalarValue()
                        && token != JsonToken.VALUE_NULL
                        && !in.getText().equals(id);
                if (token == JsonToken.FIELD_NAME) {
                    out.writeFieldName(NAME.matcher(in.currentName()).matches() ? in.currentName() : MASK);
                } else if (hidden && depth > outside) {
                    out.writeString(MASK);
                } else {
                    out.copyCurrentEventExact(in);
                }
            }
        }
    }
}
