package dev.fhirgateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.OriginalBytes.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredResourceTest {
    @Test
    void aResourceWithoutMetaGetsOneAtItsEndAndNoOtherByteChanges() {
        assertThat(set("{ \"resourceType\" : \"Patient\",\n \"x\": 1.50, \"n\":\"Zzmarkér\" }"))
                .isEqualTo("{ \"resourceType\" : \"Patient\",\n \"x\": 1.50, \"n\":\"Zzmarkér\" "
                        + ",\"meta\":{\"versionId\":\"7\"}}");
    }

    @Test
    void aMetaKeepsItsOtherMembersAsTheyWere() {
        assertThat(
                        set(
                                "{\"id\":\"a\",\"meta\":{\"profile\":[ \"p\" ],\"extension\":[{\"valueDecimal\":1.500}]},\"z\":0}"))
                .isEqualTo("{\"id\":\"a\",\"meta\":{\"profile\":[ \"p\" ],\"extension\":[{\"valueDecimal\":1.500}],"
                        + "\"versionId\":\"7\"},\"z\":0}");
    }

    @Test
    void anOldVersionIsReplacedInItsPlace() {
        assertThat(set("{\"meta\":{\"versionId\":\"1\",\"source\":\"s\"},\"id\":\"a\"}"))
                .isEqualTo("{\"meta\":{\"versionId\":\"7\",\"source\":\"s\"},\"id\":\"a\"}");
    }

    @Test
    void anEmptyLookingMetaIsFilled() {
        assertThat(set("{\"meta\" : { } , \"id\":\"a\"}"))
                .isEqualTo("{\"meta\" : {\"versionId\":\"7\"} , \"id\":\"a\"}");
    }

    @Test
    void onlyTheMetaOfTheResourceItselfIsChanged() {
        String contained = "{\"contained\":[{\"meta\":{\"versionId\":\"1\"}}],\"id\":\"a\"}";

        assertThat(set(contained))
                .isEqualTo(
                        "{\"contained\":[{\"meta\":{\"versionId\":\"1\"}}],\"id\":\"a\",\"meta\":{\"versionId\":\"7\"}}");
    }

    @Test
    void anElementIsAppendedBehindThoseThatWereThere() {
        String tagged = "{\"meta\":{\"tag\":[{\"code\":\"x\"}]}}";

        assertThat(text(StoredResource.of(bytes(tagged)).append("tag", "{\"code\":\"y\"}")))
                .isEqualTo("{\"meta\":{\"tag\":[{\"code\":\"x\"},{\"code\":\"y\"}]}}");
    }

    @Test
    void multiByteCharactersBeforeTheMetaDoNotMoveIt() {
        assertThat(set("{\"n\":\"Ünïcødé 日本 😀\",\"meta\":{\"versionId\":\"1\"}}"))
                .isEqualTo("{\"n\":\"Ünïcødé 日本 😀\",\"meta\":{\"versionId\":\"7\"}}");
    }

    @Test
    void aTaskIdWithQuotesCannotBreakTheAnswer() {
        assertThat(StoredResource.quoted("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }

    private static String set(String json) {
        return text(StoredResource.of(bytes(json)).set("versionId", "7"));
    }

    private static OriginalBytes bytes(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return OriginalBytes.copyOf(bytes, 0, bytes.length, meta(bytes));
    }

    private static @Nullable Span meta(byte[] bytes) {
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            parser.nextToken();
            Span meta = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equals("meta");
                parser.nextToken();
                long from = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (named) {
                    meta = new Span((int) from, (int) parser.currentLocation().getByteOffset());
                }
            }
            return meta;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(StoredResource resource) {
        return new String(resource.toByteArray(), StandardCharsets.UTF_8);
    }
}
