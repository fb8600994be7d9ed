package dev.fhirgateway.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every setting, valid as a whole: an instance that exists can be started.
 *
 * @param mode how strict the gateway is
 * @param embeddedRegistry true when no registry is configured, so that the sandbox is started and used
 * @param config the folder of the operator's files
 * @param sourceKey the registry source of clients and routes that name none
 * @param sourceIdentifiers the convention of source identifiers
 * @param knownBases the base URLs of FHIR servers whose resources are those of the source, without a slash at the end
 * @param historicalImport the registry sources whose records keep the times of the EHR
 * @param duplicates what becomes of entries of one batch that name the same record
 * @param http where EHRs reach the gateway
 * @param intake what one request may hold
 * @param registry how the registry is reached; with the embedded one, its loopback address
 * @param delivery how hard the gateway tries
 * @param repeat what is not sent again
 * @param bulk whether many writes share one request
 * @param outage when the registry counts as down
 * @param followUp how the gateway finds out what becomes of what the registry has accepted
 * @param jobs how batches are delivered whose answer nobody waits for
 * @param ledger where it keeps what it knows
 * @param keep how long it keeps what waits for somebody
 * @param metrics what is measured
 * @param sandbox the embedded registry
 */
public record GatewaySettings(
        Mode mode,
        boolean embeddedRegistry,
        Path config,
        String sourceKey,
        SourceIdentifiers sourceIdentifiers,
        Set<String> knownBases,
        Set<String> historicalImport,
        Duplicates duplicates,
        HttpSettings http,
        IntakeSettings intake,
        RegistrySettings registry,
        DeliverySettings delivery,
        RepeatSettings repeat,
        BulkSettings bulk,
        OutageSettings outage,
        FollowUpSettings followUp,
        JobSettings jobs,
        LedgerSettings ledger,
        KeepSettings keep,
        MetricsSettings metrics,
        SandboxSettings sandbox) {
    static final Setting<Optional<Mode>> MODE = Setting.of(
            "gateway.mode",
            Form.optional(Form.choice(Mode.class)),
            "",
            "How strict the gateway is; when not set, `development` while no registry URL is set and `production` once "
                    + "one is. Development asks no token of callers on this machine and listens on loopback "
                    + "addresses only. Production does not start without a registry, its API key and at least one "
                    + "client.");
    static final Setting<String> SOURCE_KEY = Setting.of(
            "gateway.source-key",
            SourceKey.FORM,
            "default",
            "The registry source that is written to on behalf of routes, and of callers without a token in development "
                    + "mode. Clients with a token write to the source they were added with.");
    static final Setting<SourceIdentifiers> SOURCE_IDENTIFIERS = Setting.of(
            "gateway.source-identifiers",
            Form.choice(SourceIdentifiers.class),
            "current",
            "How a record names the system it came from: `current` puts the source and type into `use`, `legacy` puts "
                    + "the source into `system`, `off` sends none. Records written under one convention do not match "
                    + "those written under another: choose before the first delivery.");
    static final Setting<Set<String>> KNOWN_BASES = Setting.of(
            "gateway.fhir.known-bases",
            Form.listOf(Form.text(
                    "an http or https URL without query, fragment and slash at its end",
                    Pattern.compile("https?://[^\\s,?#]*[^\\s,?#/]"))),
            "",
            "Base URLs of FHIR servers whose resources are the same as those sent here: an absolute reference below one "
                    + "of them, such as `https://ehr.example.org/fhir/Patient/1`, is followed like `Patient/1`. One below "
                    + "any other server leads nowhere, and the answer says so.");
    static final Setting<Set<String>> HISTORICAL_IMPORT = Setting.of(
            "gateway.historical-import",
            Form.listOf(SourceKey.FORM),
            "",
            "Registry sources whose records keep the times of the EHR: `createdAt` and `updatedAt` are those that the "
                    + "mapping gives, else `meta.lastUpdated`. The registry honours them when it creates a record, and "
                    + "not later.");
    static final Setting<Duplicates> DUPLICATES = Setting.of(
            "gateway.duplicates",
            Form.choice(Duplicates.class),
            "in-order",
            "What becomes of entries of one batch that name the same record: `in-order` sends each, one after the other; "
                    + "`last-wins` sends the last one alone, and the others are answered as superseded by it; `reject` "
                    + "sends none of them.");
    static final SettingGroup GROUP = new SettingGroup(
            "The gateway as a whole",
            List.of(MODE, SOURCE_KEY, SOURCE_IDENTIFIERS, KNOWN_BASES, HISTORICAL_IMPORT, DUPLICATES));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public GatewaySettings {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(config);
        SOURCE_KEY.require(sourceKey);
        Objects.requireNonNull(sourceIdentifiers);
        knownBases = Set.copyOf(knownBases);
        KNOWN_BASES.require(knownBases);
        historicalImport = Set.copyOf(historicalImport);
        HISTORICAL_IMPORT.require(historicalImport);
        Objects.requireNonNull(duplicates);
        Objects.requireNonNull(http);
        Objects.requireNonNull(intake);
        Objects.requireNonNull(registry);
        Objects.requireNonNull(delivery);
        Objects.requireNonNull(repeat);
        Objects.requireNonNull(bulk);
        Objects.requireNonNull(outage);
        Objects.requireNonNull(followUp);
        Objects.requireNonNull(jobs);
        Objects.requireNonNull(ledger);
        Objects.requireNonNull(keep);
        Objects.requireNonNull(metrics);
        Objects.requireNonNull(sandbox);
    }

    static GatewaySettings from(SettingValues values, Mode mode, Path config) {
        return new GatewaySettings(
                mode,
                values.get(RegistrySettings.URL).isEmpty(),
                config,
                values.get(SOURCE_KEY),
                values.get(SOURCE_IDENTIFIERS),
                values.get(KNOWN_BASES),
                values.get(HISTORICAL_IMPORT),
                values.get(DUPLICATES),
                HttpSettings.from(values),
                IntakeSettings.from(values),
                RegistrySettings.from(values),
                DeliverySettings.from(values),
                RepeatSettings.from(values),
                BulkSettings.from(values),
                OutageSettings.from(values),
                FollowUpSettings.from(values),
                JobSettings.from(values),
                LedgerSettings.from(values),
                KeepSettings.from(values),
                MetricsSettings.from(values),
                SandboxSettings.from(values));
    }

    /** The same, with the address that an embedded registry on any free port turned out to have. */
    public GatewaySettings withRegistryUrl(URI url) {
        return new GatewaySettings(
                mode,
                embeddedRegistry,
                config,
                sourceKey,
                sourceIdentifiers,
                knownBases,
                historicalImport,
                duplicates,
                http,
                intake,
                registry.withUrl(url),
                delivery,
                repeat,
                bulk,
                outage,
                followUp,
                jobs,
                ledger,
                keep,
                metrics,
                sandbox);
    }
}
