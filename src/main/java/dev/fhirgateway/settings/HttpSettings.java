package dev.fhirgateway.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where EHRs reach the gateway.
 *
 * @param host the address to listen on
 * @param port the port, 1 to 65535, or 0 for any free one
 * @param basePath the FHIR base, starts with a slash and does not end with one, e.g. {@code /fhir}
 * @param memoryForBodies how many bytes the bodies in work may take together; empty for a share of the heap
 */
public record HttpSettings(String host, int port, String basePath, Optional<Long> memoryForBodies) {
    static final Setting<String> HOST = Setting.of(
            "gateway.http.host",
            Form.text("an IP address or a host name", Pattern.compile("[A-Za-z0-9.:-]{1,253}")),
            "127.0.0.1",
            "The address to listen on. `0.0.0.0` is every interface; in development mode only a loopback address is "
                    + "accepted, because no token is asked there.");
    static final Setting<Integer> PORT = Setting.of(
            "gateway.http.port", Form.wholeNumber(0, 65_535), "8080", "The port to listen on. `0` takes any free one.");
    static final Setting<String> BASE_PATH = Setting.of(
            "gateway.fhir.base-path",
            Form.text(
                    "a path that begins with / and does not end with one",
                    Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")),
            "/fhir",
            "The FHIR base. Batches are sent with `PUT` to it.");
    static final Setting<Optional<Long>> MEMORY_FOR_BODIES = Setting.of(
            "gateway.http.memory-for-bodies",
            Form.optional(Form.size("1024GB")),
            "",
            "How many bytes the request bodies in work may take together, counted after decompression; when not set, "
                    + "15 % of the heap. A request that does not fit is answered 429 before it takes memory; one that "
                    + "is alone is always taken.");
    static final SettingGroup GROUP =
            new SettingGroup("Where EHRs reach the gateway", List.of(HOST, PORT, BASE_PATH, MEMORY_FOR_BODIES));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public HttpSettings {
        HOST.require(host);
        PORT.require(port);
        BASE_PATH.require(basePath);
        MEMORY_FOR_BODIES.require(memoryForBodies);
    }

    static HttpSettings from(SettingValues values) {
        return new HttpSettings(
                values.get(HOST), values.get(PORT), values.get(BASE_PATH), values.get(MEMORY_FOR_BODIES));
    }
}
