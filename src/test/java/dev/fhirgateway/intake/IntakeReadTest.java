package dev.fhirgateway.intake;

import static dev.fhirgateway.intake.IntakeFixture.array;
import static dev.fhirgateway.intake.IntakeFixture.intake;
import static dev.fhirgateway.intake.IntakeFixture.lines;
import static dev.fhirgateway.intake.IntakeFixture.refusal;
import static dev.fhirgateway.intake.IntakeFixture.request;
import static dev.fhirgateway.intake.IntakeFixture.text;
import static dev.fhirgateway.intake.IntakeFixture.texts;
import static dev.fhirgateway.intake.IntakeFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.OriginalBytes.Span;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Framing;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeReadTest {
    private static final String ODD =
            "{ \"id\" :\t\"a\\u0062\" , \"x\":[1.50,-0.0e+1,{\"id\":\"inner\"}],\r\n \"é\":\"\\/𝄞\" ,"
                    + "\"resourceType\":\"Patient\"}";

    @Test
    void entriesKeepTheirOrderPlaceAndOrigin() {
        UpsertBatch batch = intake().read(array("[{\"resourceType\":\"Patient\",\"id\":\"1\"},{},{\"id\":\"3\"}]"));

        assertThat(batch.preference()).isEqualTo(Preference.REPRESENTATION);
        assertThat(batch.entries()).extracting(UpsertEntry::index).containsExactly(0, 1, 2);
        assertThat(batch.entries()).extracting(UpsertEntry::key).containsExactly("Patient/1", "?/?", "?/3");
        assertThat(batch.entries()).extracting(UpsertEntry::origin).containsOnly(batch.origin());
        assertThat(batch.origin().sourceKey()).isEqualTo("zz-source");
        assertThat(batch.origin().receivedAt()).isEqualTo(IntakeFixture.NOW);
        assertThat(batch.origin().deadline()).isEqualTo(IntakeFixture.NOW.plus(Duration.ofMinutes(2)));
    }

    @Test
    void everyBatchHasAnIdOfItsOwn() {
        assertThat(intake().read(array("[]")).origin().batchId())
                .isNotEqualTo(intake().read(array("[]")).origin().batchId());
    }

    @Test
    void anEmptyArrayIsAnEmptyBatch() {
        assertThat(intake().read(array(" [ ] ")).entries()).isEmpty();
    }

    @Test
    void entriesKeepTheirBytesWithSpacesEscapesAndDigits() {
        UpsertBatch batch = intake().read(array("\n[ " + ODD + "\t,\n{} ,{\"b\":[{}]}]\n"));

        assertThat(texts(batch)).containsExactly(ODD, "{}", "{\"b\":[{}]}");
    }

    @Test
    void typeAndIdAreThoseOfTheEntryItselfAndUnescaped() {
        UpsertEntry entry = intake().read(array("[" + ODD + "]")).entries().get(0);

        assertThat(entry.key()).isEqualTo("Patient/ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"resourceType\":7,\"id\":null}", "{\"resourceType\":{\"id\":\"x\"},\"id\":[\"x\"]}"})
    void aTypeOrIdThatIsNoStringIsNotPickedUp(String entry) {
        assertThat(intake().read(array("[" + entry + "]")).entries().get(0).key())
                .isEqualTo("?/?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"id":"a","meta":{"tag":[{}]}}                            | {"tag":[{}]}
                    { "meta" : { "versionId" : "1" } , "n":"Z"}               | { "versionId" : "1" }
                    {"contained":[{"meta":{"no":1}}],"n":"日本 😀", "meta":{}} | {}
                    {"m\\u0065ta":{"source":"}"}}                             | {"source":"}"}
                    """)
    void whereTheMetaOfAnEntryStandsIsKnown(String entry, String meta) {
        OriginalBytes original =
                intake().read(array("[ {}, " + entry + ",{}]")).entries().get(1).original();

        Span span = Objects.requireNonNull(original.meta());
        assertThat(new String(original.toByteArray(), span.from(), span.to() - span.from(), StandardCharsets.UTF_8))
                .isEqualTo(meta);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"meta\":null}", "{\"meta\":[{}]}", "{\"text\":{\"meta\":{}}}"})
    void anEntryWithoutAnObjectMetaHasNone(String entry) {
        assertThat(intake().read(array("[" + entry + "]"))
                        .entries()
                        .get(0)
                        .original()
                        .meta())
                .isNull();
    }

    @Test
    void ofTwoIdsTheFirstIsPickedUp() {
        assertThat(intake().read(array("[{\"id\":\"1\",\"id\":\"2\"}]"))
                        .entries()
                        .get(0)
                        .id())
                .isEqualTo("1");
    }

    @Test
    void aBodyThatArrivesByteByByteIsTheSame() {
        InputStream trickle = new ByteArrayInputStream(utf8("\uFEFF[" + ODD + "," + ODD + "]")) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };

        UpsertBatch batch = intake().read(request(trickle, Framing.JSON_ARRAY, false));

        assertThat(texts(batch)).containsExactly(ODD, ODD);
    }

    @Test
    void entriesAcrossManyReadsKeepTheirBytes() {
        String big = "{\"id\":\"big\",\"text\":\"" + "zé".repeat(40_000) + "\"}";

        UpsertBatch batch = intake().read(array("[" + big + ", " + ODD + " ," + big + "]"));

        assertThat(texts(batch)).containsExactly(big, ODD, big);
    }

    @Test
    void linesMayBeBlankAndEndInAnyWay() {
        UpsertBatch batch = intake().read(lines("\r\n" + ODD.replace("\r\n", "") + "\r\n\n  \n{\"id\":\"2\"}\n{}"));

        assertThat(batch.entries()).hasSize(3);
        assertThat(text(batch.entries().get(1).original())).isEqualTo("{\"id\":\"2\"}");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(texts(intake().read(array("\uFEFF[{}]")))).containsExactly("{}");
        assertThat(texts(intake().read(lines("\uFEFF{}\n")))).containsExactly("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            [x]                        | 1
            [{"a":tru3}]               | 6
            [{"a":NaN}]                | 6
            [{"é":"é"x}]               | 11
            [{"a":"𝄞"},]               | 14
            [tru, {}]                  | 1
            x                          | 0
            [{"a":1 "b":2}]            | 8
            [{"a":1,}]                 | 8
            [{a:1}]                    | 2
            [{'a':1}]                  | 2
            // c                       | 0
            [{"a":01}]                 | 7
            [{"a":1.}]                 | 8
            [{"a":"\\x"}]              | 8
            [{"a" 1}]                  | 6
            [{"a":1]                   | 7
            [{}]]                      | 4
            """)
    void whatIsNotJsonIsRefusedWithItsPlace(String body, int offset) {
        RequestRefused refused = refusal(array(body.strip()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.diagnostics()).matches(".*not JSON.* at byte offset " + offset + "\\b.*");
    }

    @Test
    void thePlaceOfAFaultCountsTheByteOrderMarkAndNamesTheEntry() {
        assertThat(refusal(array("\uFEFF[{},{\"a\":x}]")).diagnostics())
                .endsWith("at byte offset 12, in entry 1 (counted from 0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[{}", "[{},", "[{\"a\":1}", "[{\"a\":\"b", "[{\"a\":", "[{\"a\":tr"})
    void aBodyThatEndsEarlyIsRefusedWithItsLength(String body) {
        RequestRefused refused = refusal(array(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.diagnostics()).containsPattern("at byte offset \\d+");
    }

    @Test
    void aTruncatedBodyIsCalledIncomplete() {
        RequestRefused refused = refusal(array("[{\"a\":\"b"));

        assertThat(refused.issueCode()).isEqualTo("incomplete");
        assertThat(refused.diagnostics())
                .isEqualTo("the body ends early at byte offset 8, in entry 0 (counted from 0)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"resourceType":"Patient"} | the body is a JSON object; a JSON array of FHIR resources is expected
            "text"                     | the body is a JSON string; a JSON array of FHIR resources is expected
            null                       | the body is null; a JSON array of FHIR resources is expected
            [{},7]                     | entry 1 is a JSON number, not a FHIR resource, at byte offset 4
            [[]]                       | entry 0 is a JSON array, not a FHIR resource, at byte offset 1
            [{},{}, null]              | entry 2 is null, not a FHIR resource, at byte offset 8
            [{}] {}                    | the array has ended, but the body goes on, at byte offset 5
            """)
    void whatIsNotAnArrayOfObjectsIsRefused(String body, String words) {
        RequestRefused refused = refusal(array(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.diagnostics()).startsWith(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t ", "\uFEFF"})
    void anEmptyBodyIsRefused(String body) {
        assertThat(refusal(array(body)).diagnostics()).startsWith("the body is empty");
        assertThat(refusal(lines(body)).diagnostics()).startsWith("the body is empty");
    }

    @Test
    void aLineThatIsNoObjectIsRefused() {
        assertThat(refusal(lines("{}\n[{}]\n")).diagnostics())
                .isEqualTo("entry 1 is a JSON array, not a FHIR resource, at byte offset 3 (counted from 0)");
    }

    @Test
    void aConnectionThatBreaksIsABodyThatEndedEarly() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(utf8("[{},")), broken);

        RequestRefused refused = refusal(request(body, Framing.JSON_ARRAY, false));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.diagnostics()).startsWith("the body ends early");
    }
}
