package dev.fhirgateway.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.send.GatewayStub.Said;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All as one job, against a gateway that says what the contract says. */
class JobTest {
    private static final String LINE =
            "{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"name\":[{\"text\":\"Zzmarker\"}]}";

    @TempDir
    Path folder;

    @Test
    void allIsHandedOverOnceFollowedAndWhatFailedIsFetched() throws Exception {
        Path input = bundle(3);
        try (JobStub gateway = new JobStub(2, 2)) {
            SendRun run = send(gateway.url(), input);

            assertThat(run.code()).as(run.err()).isEqualTo(1);
            assertThat(gateway.preferences).hasSize(3).containsOnly("respond-async");
            assertThat(gateway.handedOver)
                    .containsExactly(LINE.formatted(0) + "\n" + LINE.formatted(1) + "\n" + LINE.formatted(2) + "\n");
            assertThat(run.out()).containsPattern("stored +2\n").containsPattern("failed +1   mapping 1\n");
            assertThat(folder.resolve("bundle.json.failed.ndjson"))
                    .hasContent("{\"resourceType\":\"Patient\", \"id\":\"p1\"}");
            assertThat(folder.resolve("bundle.json.failed.ndjson.reasons.ndjson"))
                    .content()
                    .contains("\"mapping\"");
            assertThat(folder.resolve("bundle.json.send-state")).doesNotExist();
        }
    }

    @Test
    void aRunThatEndedEarlyIsGoneOnWithByFollowingTheJobThatIsThere() throws Exception {
        Path input = bundle(3);
        try (JobStub gateway = new JobStub(0, 1)) {
            gateway.status = 401;
            SendRun first = send(gateway.url(), input);
            gateway.status = 200;
            SendRun second = send(gateway.url(), input);

            assertThat(first.code()).isEqualTo(2);
            assertThat(first.err()).contains("the gateway refuses: HTTP 401");
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).contains("goes on: follows " + gateway.url() + "/_batch/j1");
            assertThat(gateway.handedOver).hasSize(1);
        }
    }

    @Test
    void anInputThatBreaksOffIsNotHandedOver() throws Exception {
        Path input = Files.writeString(folder.resolve("broken.ndjson"), (LINE + "\n").repeat(5_000) + "{\"x\":");
        try (JobStub gateway = new JobStub(0, 0)) {
            SendRun run = send(gateway.url(), input);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("broken.ndjson: the body ends early at byte offset");
            assertThat(gateway.handedOver).isEmpty();
        }
    }

    @Test
    void aGatewayThatAnswersAtOnceHasMadeNoJobOfIt() throws Exception {
        try (GatewayStub gateway = new GatewayStub((request, resources) -> Said.STORED)) {
            SendRun run = send(gateway.url(), Files.writeString(folder.resolve("one.json"), LINE.formatted(1)));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("the gateway has made no job of it: HTTP 200");
        }
    }

    private Path bundle(int count) throws IOException {
        StringBuilder bundle = new StringBuilder("{\"resourceType\":\"Bundle\",\"entry\":[");
        for (int i = 0; i < count; i++) {
            bundle.append(i == 0 ? "" : ",")
                    .append("{\"resource\":")
                    .append(LINE.formatted(i))
                    .append('}');
        }
        return Files.writeString(folder.resolve("bundle.json"), bundle.append("]}"));
    }

    private static SendRun send(URI to, Path input) {
        return SendRun.of(input.toString(), "--to", to.toString(), "--async");
    }
}
