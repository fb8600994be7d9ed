package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogApiTest {
    private static final String PATIENT = "{'type':'ROOT','properties':{'name':{'type':'symbol','rules':[{'min':1}]}}}";
    private static final String WORKS_AT =
            "{'from':{'profileKey':'provider','includeKey':'worksAt','includeCardinality':'0:*'},"
                    + "'to':{'profileKey':'office','includeKey':'staff','includeCardinality':'0:1'}}";

    private final CatalogApi api = new CatalogApi(new Catalog(false));

    @Test
    void aSourceIsMadeShownListedAndRemoved() {
        assertThat(api.putSource("clinic", Shapes.bytes("{'type':'registry'}")).status())
                .isEqualTo(201);
        assertThat(api.putSource("clinic", Shapes.bytes("{'type':'registry'}")).status())
                .isEqualTo(200);
        assertThat(told(api.getSource("clinic"))).isEqualTo("200 {'key':'clinic','type':'registry'}");
        assertThat(told(api.listSources())).isEqualTo("200 [{'key':'clinic','type':'registry'}]");
        assertThat(api.deleteSource("clinic").status()).isEqualTo(200);
        assertThat(api.getSource("clinic").status()).isEqualTo(404);
    }

    @Test
    void aProfileIsMadeReplacedShownListedAndRemoved() {
        // Given
        String shown = "{'key':'patient','type':'ROOT','properties':{'name':{'type':'symbol','rules':[{'min':1}]}}}";

        // Then
        assertThat(told(api.putProfile("clinic", "patient", Shapes.bytes(PATIENT))))
                .isEqualTo("201 " + shown);
        assertThat(told(api.putProfile("clinic", "patient", Shapes.bytes(PATIENT))))
                .isEqualTo("200 " + shown);
        assertThat(told(api.getProfile("clinic", "patient"))).isEqualTo("200 " + shown);
        assertThat(told(api.listProfiles("clinic"))).isEqualTo("200 [" + shown + "]");
        assertThat(told(api.deleteProfile("clinic", "patient"))).isEqualTo("200 " + shown);
        assertThat(api.deleteProfile("clinic", "patient").status()).isEqualTo(404);
        assertThat(told(api.listProfiles("clinic"))).isEqualTo("200 []");
    }

    @Test
    void aDefinitionIsMadeReplacedShownListedAndRemoved() {
        assertThat(api.putDefinition("clinic", "worksAt", Shapes.bytes(WORKS_AT))
                        .status())
                .isEqualTo(201);
        assertThat(api.putDefinition("clinic", "worksAt", Shapes.bytes(WORKS_AT))
                        .status())
                .isEqualTo(200);
        assertThat(api.getDefinition("clinic", "worksAt").body().path("key").asText())
                .isEqualTo("worksAt");
        assertThat(api.listDefinitions("clinic").body()).hasSize(1);
        assertThat(api.deleteDefinition("clinic", "worksAt").status()).isEqualTo(200);
        assertThat(api.getDefinition("clinic", "worksAt").status()).isEqualTo(404);
        assertThat(api.deleteDefinition("clinic", "worksAt").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {                                                    | body: is not JSON
            []                                                   | body: is not an object
            {'type':'ROOT'}                                      | properties: is required
            {'type':'OTHER','properties':{}}                     | type: is not one of ROOT, CONTAINED
            {'type':'ROOT','properties':{'a':{'type':'symbol','rules':[{'pattern':'('}]}}} | properties.a.rules.pattern: is not a regular expression of ECMAScript
            """)
    void aFaultyBodyIsRefusedWithTheReason(String body, String reason) {
        // When
        CatalogReply reply = api.putProfile("clinic", "patient", Shapes.bytes(body));

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("type").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(reply.body().path("details").path(0).path("message").asText())
                .startsWith(reason);
    }

    @Test
    void aSourceIsARegistryAndNothingElse() {
        assertThat(api.putSource("clinic", Shapes.bytes("{'type':'lake'}")).status())
                .isEqualTo(400);
        assertThat(api.putSource("no key", Shapes.bytes("{'type':'registry'}")).status())
                .isEqualTo(400);
    }

    @Test
    void listsOfASourceThatIsNotThereAreNotThere() {
        assertThat(api.listProfiles("clinic").status()).isEqualTo(404);
        assertThat(api.listDefinitions("clinic").status()).isEqualTo(404);
    }

    @Test
    void errorsKeepTheirStatus() {
        // Given
        api.putProfile("clinic", "provider", Shapes.bytes("{'type':'ROOT','properties':{}}"));
        api.putDefinition("clinic", "worksAt", Shapes.bytes(WORKS_AT));

        // Then
        assertThat(api.deleteProfile("clinic", "provider").body().path("type").asText())
                .isEqualTo("FAILED_PRECONDITION");
        assertThat(api.putProfile("clinic", "worksAt", Shapes.bytes(PATIENT)).status())
                .isEqualTo(409);
    }

    /** Status and body, as tests write JSON. */
    private static String told(CatalogReply reply) {
        return reply.status() + " " + reply.body().toString().replace('"', '\'');
    }
}
