package dev.fhirgateway.report;

import static dev.fhirgateway.upsert.Entries.original;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

        assertThat(text(StoredResource.of(original(tagged)).append("tag", "{\"code\":\"y\"}")))
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
        return text(StoredResource.of(original(json)).set("versionId", "7"));
    }

    private static String text(StoredResource resource) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        resource.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
