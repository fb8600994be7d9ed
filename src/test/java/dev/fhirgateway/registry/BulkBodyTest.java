package dev.fhirgateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BulkBodyTest {
    private static final byte[] RESOURCE = "{\"data\":{\"weight\":1.50},\"meta\":{}}".getBytes(UTF_8);
    private static final byte[] RELATIONSHIP =
            "{\"from\":{\"id\":\"p1\",\"type\":\"patient\"},\"to\":{\"id\":\"d1\",\"type\":\"doctor\"}}"
                    .getBytes(UTF_8);

    @Test
    void operationsAreJoinedByteByByte() {
        // When
        byte[] first = BulkBody.upsert("patient", "p1", RESOURCE);
        byte[] second = BulkBody.upsert("patient", "p2", "{}".getBytes(UTF_8));

        // Then
        assertThat(new String(BulkBody.LIST.of(List.of(first, second)), UTF_8))
                .isEqualTo("{\"operations\":["
                        + "{\"action\":\"UPSERT\",\"upsert\":{\"id\":\"p1\",\"type\":\"patient\","
                        + "\"data\":{\"weight\":1.50},\"meta\":{}}},"
                        + "{\"action\":\"UPSERT\",\"upsert\":{\"id\":\"p2\",\"type\":\"patient\"}}]}");
    }

    @Test
    void theRegistryReadsWhatWasJoined() {
        // Given
        byte[] body = BulkBody.LIST.of(List.of(BulkBody.upsert("worksWith", RELATIONSHIP)));

        // When
        Reading<BulkRequest<RelationshipOperation>> reading =
                BulkRequest.readRelationships(RegistryJson.parse(body).orElseThrow());

        // Then
        assertThat(reading).isInstanceOf(Reading.Sound.class);
        BulkRequest<RelationshipOperation> request =
                ((Reading.Sound<BulkRequest<RelationshipOperation>>) reading).value();
        assertThat(request.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.action()).isEqualTo(Receipt.Action.UPSERT);
            assertThat(operation.type()).isEqualTo("worksWith");
            assertThat(operation.id().text()).isEqualTo("p1.d1");
        });
    }

    @Test
    void aNameThatBreaksJsonIsQuoted() {
        assertThat(RegistryJson.parse(BulkBody.upsert("a\"b", "c\\d", RESOURCE)))
                .hasValueSatisfying(operation -> {
                    assertThat(operation.at("/upsert/type").asText()).isEqualTo("a\"b");
                    assertThat(operation.at("/upsert/id").asText()).isEqualTo("c\\d");
                });
    }

    @Test
    void theSizeIsKnownBeforeTheRequestIsMade() {
        for (int count : List.of(1, 2, 7)) {
            // When
            List<byte[]> operations = Stream.generate(() -> BulkBody.upsert("patient", "p", RESOURCE))
                    .limit(count)
                    .toList();

            // Then
            assertThat(BulkBody.LIST.of(operations))
                    .hasSize((int) BulkBody.LIST.size(count, (long) count * operations.get(0).length));
        }
    }
}
