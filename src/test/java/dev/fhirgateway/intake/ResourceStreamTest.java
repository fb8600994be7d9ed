package dev.fhirgateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceStreamTest {
    private static final String A = "{\"resourceType\":\"Patient\",\"id\":\"a\"}";
    private static final String B = "{\"resourceType\":\"Patient\", \"id\":\"b\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[@a,@b]",
                "@a\n@b\n",
                "\uFEFF [@a , @b]",
                "{'resourceType':'Bundle','entry':[{'resource':@a},{'fullUrl':'x','resource':@b,'search':{'mode':'match'}}]}",
                "{'entry':[{'resource':@a},{'resource':@b}],'total':2,'resourceType':'Bundle'}",
                "{'resourceType':'Bundle','entry':[{'resource':@a}]}\n{'resourceType':'Bundle','entry':[{'resource':@b}]}",
                "[{'resourceType':'Bundle','entry':[{'resource':@a}]},@b]",
                "{'resourceType':'Bundle','entry':[{'resource':@a},{'request':{'method':'DELETE'}},"
                        + "{'resource':{'resourceType':'OperationOutcome','issue':[]},'search':{'mode':'outcome'}},"
                        + "{'resource':@b}],'link':[{'entry':[{'resource':@a}]}]}",
                "{'resourceType':'Bundle'}{'resourceType':'Bundle','entry':[]} @a @b"
            })
    void resourcesAreFoundInEveryForm(String form) throws Exception {
        String body = form.replace('\'', '"').replace("@a", A).replace("@b", B);

        assertThat(texts(body)).containsExactly(A, B);
    }

    @Test
    void whatHasEntriesAndIsNoBundleStaysWhole() throws Exception {
        String list = "{\"entry\":[{\"item\":{\"reference\":\"Patient/a\"}}],\"resourceType\":\"List\",\"id\":\"l\"}";
        String typed = "{\"resourceType\":\"Basic\",\"entry\":[{\"resource\":" + A + "}]}";

        assertThat(texts(list + typed)).containsExactly(list, typed);
    }

    @Test
    void aBundleInABundleIsAResourceAsAnyOther() throws Exception {
        String inner = "{\"resourceType\":\"Bundle\",\"id\":\"i\",\"entry\":[{\"resource\":" + A + "}]}";

        assertThat(texts("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + inner + "}]}"))
                .containsExactly(inner);
    }

    @Test
    void whatCameBeforeABreakIsGivenAndThePlaceIsTold() {
        List<String> found = new ArrayList<>();

        assertThatThrownBy(() -> read(
                        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + A + "},{\"resource\":{x", found))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("byte offset");
        assertThat(found).containsExactly(A);
    }

    @Test
    void whatStandsInABundleInsteadOfAnEntryIsRefused() {
        assertThatThrownBy(() -> texts("{\"resourceType\":\"Bundle\",\"entry\":[7]}"))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("a JSON number, in a Bundle, at byte offset 34");
    }

    @Test
    void aResourceThatIsTooLongIsADefectAndCostsNoOther() throws Exception {
        String tooLong = "{\"resourceType\":\"Patient\",\"id\":\"l\",\"x\":\"" + "z".repeat(100_000) + "\"}";
        List<UpsertEntry> found = new ArrayList<>();

        new ResourceStream(50_000)
                .read(
                        stream("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + tooLong + "},{\"resource\":"
                                + A + "}]}"),
                        found::add);

        assertThat(found).extracting(UpsertEntry::key).containsExactly("Patient/l", "Patient/a");
        assertThat(found.get(0).defects()).hasSize(1);
        assertThat(found.get(0).original().length()).isZero();
        assertThat(found.get(1).original().length()).isEqualTo(A.length());
    }

    @Test
    void aBundleThatIsLargerThanAnyMemoryForItIsReadToItsEnd() throws Exception {
        int blocks = 2_000;
        InputStream block = stream((",{\"resource\":" + A + "}").repeat(1_000));
        AtomicInteger found = new AtomicInteger();
        List<InputStream> parts = new ArrayList<>();
        parts.add(stream("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + B + "}"));
        byte[] bytes = block.readAllBytes();
        IntStream.range(0, blocks).forEach(i -> parts.add(new ByteArrayInputStream(bytes)));
        parts.add(stream("]}"));

        new ResourceStream(1_000)
                .read(new SequenceInputStream(Collections.enumeration(parts)), entry -> found.incrementAndGet());

        assertThat(found).hasValue(blocks * 1_000 + 1);
    }

    private static List<String> texts(String body) throws IOException {
        List<String> found = new ArrayList<>();
        read(body, found);
        return found;
    }

    private static void read(String body, List<String> found) throws IOException {
        new ResourceStream(1_000_000)
                .read(
                        stream(body),
                        entry -> found.add(new String(entry.original().toByteArray(), StandardCharsets.UTF_8)));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
