package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.array;
import static dev.fhirgateway.intake.IntakeFixture.intake;
import static dev.fhirgateway.intake.IntakeFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.UpsertResult;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeFeedTest {
    private static final String TWO =
            "[{\"resourceType\":\"Patient\",\"id\":\"a\"},{\"resourceType\":\"Patient\",\"id\":\"b\"}]";
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

    private final IntakeFeed feed = new IntakeFeed("zz-default");

    @BeforeAll
    static void startCamel() {
        CAMEL.start();
    }

    @AfterAll
    static void stopCamel() {
        CAMEL.stop();
    }

    static Stream<Object> formsOfBytes() {
        return Stream.of(TWO, utf8(TWO), new ByteArrayInputStream(utf8(TWO)));
    }

    @ParameterizedTest
    @MethodSource("formsOfBytes")
    void bytesInAnyFormAreAnArrayOfTheDefaultSource(Object body) {
        UpsertRequest request = feed.request(exchange(body));

        assertThat(request.sourceKey()).isEqualTo("zz-default");
        assertThat(request.framing()).isEqualTo(Framing.JSON_ARRAY);
        assertThat(request.gzip()).isFalse();
        assertThat(request.preference()).isEqualTo(Preference.REPRESENTATION);
        assertThat(ids(request)).containsExactly("a", "b");
    }

    @Test
    void aRequestThatWasAdmittedAtTheFrontDoorPassesUnchanged() {
        UpsertRequest admitted = array(TWO);
        Exchange exchange = exchange(admitted);
        exchange.setVariable("source-key", "zz-other");

        assertThat(feed.request(exchange)).isSameAs(admitted);
    }

    @Test
    void theRouteMayNameItsSourceInAVariable() {
        Exchange exchange = exchange(TWO);
        exchange.setVariable("source-key", "zz-ward-7");

        assertThat(feed.request(exchange).sourceKey()).isEqualTo("zz-ward-7");
    }

    @Test
    void eachRouteThatFeedsIsAClientOfItsOwn() {
        Exchange live = exchange(TWO);
        live.getExchangeExtension().setFromRouteId("zz-live");
        Exchange backfill = exchange(TWO);
        backfill.getExchangeExtension().setFromRouteId("zz-backfill");

        assertThat(feed.request(live).client()).isEqualTo("feed:zz-live");
        assertThat(feed.request(backfill).client()).isEqualTo("feed:zz-backfill");
    }

    @Test
    void aHeaderNamesNoSource() {
        Exchange exchange = exchange(TWO);
        exchange.getMessage().setHeader("source-key", "zz-ward-7");

        assertThat(feed.request(exchange).sourceKey()).isEqualTo("zz-default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../zz", "_zz", "zz ward"})
    void aSourceThatIsNoKeyIsRefused(String source) {
        Exchange exchange = exchange(TWO);
        exchange.setVariable("source-key", source);

        assertThat(refusal(exchange)).contains("source-key").contains("a key of 1 to 62");
    }

    @Test
    void resourcesOfABundleBecomeTheArrayInTheirOrder() {
        Bundle page = new Bundle().setType(BundleType.SEARCHSET);
        entry(page, SearchEntryMode.MATCH, new Patient().setId("Patient/b/_history/4"));
        entry(page, SearchEntryMode.INCLUDE, new Organization().setId("Organization/zz"));
        entry(page, null, new Patient().setId("a"));

        assertThat(ids(feed.request(exchange(page)))).containsExactly("b", "zz", "a");
    }

    @Test
    void outcomesAndEntriesWithoutAResourceAreLeftOut() {
        Bundle page = new Bundle().setType(BundleType.SEARCHSET);
        page.addEntry().setFullUrl("https://fhir.example.org/Patient/gone");
        entry(page, SearchEntryMode.OUTCOME, new OperationOutcome());
        entry(page, SearchEntryMode.MATCH, new Patient().setId("a"));

        assertThat(ids(feed.request(exchange(page)))).containsExactly("a");
    }

    @Test
    void anEmptyResourceIsNotLeftOutSoThatItIsRefusedByName() {
        Bundle page = new Bundle().setType(BundleType.SEARCHSET);
        entry(page, SearchEntryMode.MATCH, new Patient());

        UpsertEntry entry =
                intake().read(feed.request(exchange(page))).entries().get(0);

        assertThat(intake().check(entry)).isInstanceOf(UpsertResult.Rejected.class);
    }

    @Test
    void anEmptyBundleIsAnEmptyArray() {
        UpsertRequest request = feed.request(exchange(new Bundle()));

        assertThat(intake().read(request).entries()).isEmpty();
    }

    @Test
    void aResourceOfABundleKeepsWhatItHolds() {
        String patient =
                """
                {"resourceType":"Patient","id":"a","meta":{"versionId":"4","lastUpdated":"2026-01-02T03:04:05.678+01:00"},\
                "contained":[{"resourceType":"Organization","id":"zz","name":"Zzmarker Ward"}],\
                "extension":[{"url":"https://example.org/weight","valueDecimal":1.50}],\
                "_birthDate":{"extension":[{"url":"https://example.org/unknown","valueBoolean":true}]},\
                "generalPractitioner":[{"reference":"Practitioner/p/_history/2"}],\
                "managingOrganization":{"reference":"#zz"}}""";
        Bundle page = FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(
                        Bundle.class,
                        """
                        {"resourceType":"Bundle","type":"searchset","entry":[{
                        "fullUrl":"https://fhir.example.org/Patient/a","resource":%s,"search":{"mode":"match"}}]}"""
                                .formatted(patient));

        UpsertEntry entry =
                intake().read(feed.request(exchange(page))).entries().get(0);

        assertThat(intake().check(entry)).isInstanceOf(ValidEntry.class);
        assertThat(IntakeFixture.text(entry.original())).isEqualTo(patient);
    }

    @ParameterizedTest
    @EnumSource(
            value = BundleType.class,
            names = {"BATCH", "BATCHRESPONSE", "HISTORY", "TRANSACTION", "TRANSACTIONRESPONSE"})
    void aBundleThatIsNotJustResourcesIsRefusedByItsType(BundleType type) {
        assertThat(refusal(exchange(new Bundle().setType(type)))).contains("of type " + type.toCode());
    }

    @Test
    void aBundleOfAnotherFhirVersionIsRefused() {
        Object stu3 = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {IBaseBundle.class}, (proxy, method, args) -> null);

        assertThat(refusal(exchange(stu3))).contains("not FHIR R4");
    }

    @Test
    void aMissingBodyIsRefused() {
        assertThat(refusal(exchange(null))).contains("no body").contains("JSON array");
    }

    @Test
    void whatIsNeitherBytesNorABundleIsRefusedByItsKindAlone() {
        Patient patient = new Patient();
        patient.addName().setText("Zzmarker");

        assertThat(refusal(exchange(patient)))
                .contains("r4.model.Patient")
                .contains("JSON array")
                .doesNotContain("Zzmarker");
    }

    @Test
    void aFileThatWasTakenAwayIsRefused(@TempDir Path folder) {
        File taken = folder.resolve("taken.json").toFile();

        assertThat(refusal(exchange(taken))).contains("cannot be opened").doesNotContain("taken.json");
    }

    private String refusal(Exchange exchange) {
        RequestRefused refused = catchThrowableOfType(RequestRefused.class, () -> feed.request(exchange));
        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        return refused.diagnostics();
    }

    private static Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private static void entry(Bundle page, SearchEntryMode mode, IBaseResource resource) {
        Bundle.BundleEntryComponent entry = page.addEntry().setResource((Resource) resource);
        if (mode != null) {
            entry.getSearch().setMode(mode);
        }
    }

    private static List<String> ids(UpsertRequest request) {
        return intake().read(request).entries().stream().map(UpsertEntry::id).toList();
    }
}
