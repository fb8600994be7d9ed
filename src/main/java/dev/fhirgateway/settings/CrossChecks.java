package dev.fhirgateway.settings;

import java.util.List;
import java.util.Optional;

/** What settings ask of each other. A check is silent when a value that it needs was refused already. */
final class CrossChecks {
    private final SettingValues values;
    private final boolean anyClient;
    private final List<String> problems;

    CrossChecks(SettingValues values, boolean anyClient, List<String> problems) {
        this.values = values;
        this.anyClient = anyClient;
        this.problems = problems;
    }

    /** The mode asked for, or else the one that follows from the registry URL; empty when what was given was refused. */
    static Optional<Mode> mode(SettingValues values) {
        Mode implied = withoutRegistry(values) ? Mode.DEVELOPMENT : Mode.PRODUCTION;
        return values.find(GatewaySettings.MODE).map(given -> given.orElse(implied));
    }

    void run() {
        Optional<Mode> mode = mode(values);
        if (mode.equals(Optional.of(Mode.PRODUCTION))) {
            checkProduction();
        }
        if (mode.equals(Optional.of(Mode.DEVELOPMENT))) {
            checkDevelopment();
        }
        checkApiKey(mode);
        checkPorts();
        checkOrder();
    }

    private static boolean withoutRegistry(SettingValues values) {
        return values.holds(RegistrySettings.URL, Optional::isEmpty);
    }

    private void checkProduction() {
        if (withoutRegistry(values)) {
            values.refuse(RegistrySettings.URL, "production mode needs the URL of a registry", problems);
        }
        if (!anyClient) {
            problems.add("clients.yaml: production mode needs a client, because nobody could authenticate; add one: "
                    + "java -jar fhir-registry-gateway.jar client add NAME --source KEY");
        }
    }

    private void checkDevelopment() {
        if (values.holds(HttpSettings.HOST, host -> !Loopback.is(host))) {
            values.refuse(
                    HttpSettings.HOST,
                    "development mode asks no token, so it listens on a loopback address only; expected 127.0.0.1, "
                            + "or gateway.mode=production",
                    problems);
        }
    }

    /** A key without a URL is most likely a URL that went astray: patient data would end in the sandbox. */
    private void checkApiKey(Optional<Mode> mode) {
        boolean needed =
                values.holds(RegistrySettings.URL, Optional::isPresent) || mode.equals(Optional.of(Mode.PRODUCTION));
        if (needed && values.holds(RegistrySettings.API_KEY, String::isEmpty)) {
            values.refuse(
                    RegistrySettings.API_KEY,
                    "a registry needs its API key; set it, or name a file that holds it with "
                            + RegistrySettings.API_KEY.fileKey(),
                    problems);
        }
        boolean unused = withoutRegistry(values) && values.holds(RegistrySettings.API_KEY, key -> !key.isEmpty());
        if (unused && mode.equals(Optional.of(Mode.DEVELOPMENT))) {
            values.refuse(
                    RegistrySettings.API_KEY,
                    "there is no " + RegistrySettings.URL.key() + " to use it for; set both or none",
                    problems);
        }
    }

    private void checkPorts() {
        Optional<Integer> port = values.find(HttpSettings.PORT).filter(number -> number > 0);
        if (withoutRegistry(values) && port.isPresent() && port.equals(values.find(SandboxSettings.PORT))) {
            values.refuse(SandboxSettings.PORT, "expected another port than " + HttpSettings.PORT.key(), problems);
        }
    }

    private void checkOrder() {
        checkOrder(DeliverySettings.BACKOFF_INITIAL, DeliverySettings.BACKOFF_MAX);
        checkOrder(FollowUpSettings.FIRST_POLL, FollowUpSettings.LONGEST_PAUSE);
        checkOrder(OutageSettings.CALLS_MIN, OutageSettings.CALLS);
        checkOrder(OutageSettings.PROBE_INTERVAL, OutageSettings.PROBE_INTERVAL_MAX);
        checkOrder(HistorySettings.BODIES_KEEP, HistorySettings.KEEP);
    }

    private <T extends Comparable<T>> void checkOrder(Setting<T> smaller, Setting<T> larger) {
        boolean wrong = values.find(smaller)
                .filter(least -> values.holds(larger, value -> value.compareTo(least) < 0))
                .isPresent();
        if (wrong) {
            values.refuse(larger, "expected no less than " + smaller.key(), problems);
        }
    }
}
