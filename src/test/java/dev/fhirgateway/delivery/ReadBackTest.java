package dev.fhirgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.RegistryJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the record that the registry has counts as the one that was sent. */
class ReadBackTest {
    private static final String SENT =
            """
            {"data":{"n":1.50,"name":"x"},"meta":{"identifier":[{"value":"a"}]},
             "contained":{"addresses":[{"id":"h","data":{"city":"Y"}}]}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'a','data':{'name':'x','n':1.5},'contained':{'addresses':[{'id':'h','meta':{},'data':{'city':'Y'}}]}}",
                "{'resource':{'id':'a','data':{'n':1.50,'name':'x'},'contained':{'addresses':[{'id':'k','data':{'city':'Y'}}]}}}"
            })
    void theSameDataInAnyFormIsTheSameRecord(String found) {
        assertThat(asSent(found)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'b','data':{'name':'x','n':1.5},'contained':{'addresses':[{'data':{'city':'Y'}}]}}",
                "{'id':'a','data':{'name':'x'},'contained':{'addresses':[{'data':{'city':'Y'}}]}}",
                "{'id':'a','data':{'name':'x','n':1.5,'more':true},'contained':{'addresses':[{'data':{'city':'Y'}}]}}",
                "{'id':'a','data':{'name':'x','n':1.5},'contained':{'addresses':[{'data':{'city':'Z'}}]}}",
                "{'id':'a','data':{'name':'x','n':1.5},'contained':{'addresses':[]}}",
                "{'id':'a','data':{'name':'x','n':1.5}}",
                "{'code':404,'type':'NOT_FOUND','message':'no such record'}",
                "<html>"
            })
    void anythingElseIsNot(String found) {
        assertThat(asSent(found)).isFalse();
    }

    @Test
    void itsTimesAreTold() {
        String found =
                "{'id':'a','data':{},'meta':{'createdAt':'2026-01-01T00:00:00Z','updatedAt':'2026-01-02T00:00:00Z'}}";

        assertThat(ReadBack.asSent("a", json("{'data':{}}"), bytes(found))).hasValueSatisfying(meta -> {
            assertThat(meta.createdAt()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(meta.updatedAt()).isEqualTo("2026-01-02T00:00:00Z");
        });
    }

    private static boolean asSent(String found) {
        return ReadBack.asSent("a", json(SENT), bytes(found)).isPresent();
    }

    private static JsonNode json(String text) {
        return RegistryJson.parse(bytes(text)).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
