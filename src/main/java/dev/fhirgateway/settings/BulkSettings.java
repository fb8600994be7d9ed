package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;

/**
 * Whether writes go to the registry one by one or many at once ({@code registry-side 4, 14.17-14.21}).
 *
 * @param mode how the batches of each source are sent
 * @param from the number of entries from which on a batch is large
 * @param operations the most writes of one request
 * @param bytes the most bytes of one bulk request
 * @param bundleBytes the most bytes of one bundle
 * @param patience how long an answer waits for the registry to work a request off
 * @param retry how long a registry that takes no such request is not sent one
 */
public record BulkSettings(
        PerSource<DeliveryMode> mode,
        int from,
        int operations,
        long bytes,
        long bundleBytes,
        Duration patience,
        Duration retry) {
    static final Setting<PerSource<DeliveryMode>> MODE = Setting.of(
            "gateway.delivery.mode",
            PerSource.form(Form.choice(DeliveryMode.class)),
            "single",
            "How the writes of a batch get to the registry: `single` makes a call for each; `bulk` puts many into one "
                    + "request, which takes fewer calls, and which the registry works off after it has answered; "
                    + "`bundle` puts fewer into one, of which the registry does all or none: as a rule at once, and "
                    + "again in halves when it refuses one of them; `auto` is bulk for batches of "
                    + "`gateway.delivery.bulk-from` entries or more, and bundles where the registry takes no bulk "
                    + "requests. A registry that takes no such requests gets single calls in every mode.");
    static final Setting<Integer> FROM = Setting.of(
            "gateway.delivery.bulk-from",
            Form.wholeNumber(1, 1_000_000),
            "100",
            "From how many entries on a batch is sent in shared requests when the mode is `auto`.");
    static final Setting<Integer> OPERATIONS = Setting.of(
            "gateway.delivery.bulk-operations",
            Form.wholeNumber(1, 10_000),
            "1000",
            "The most writes in one bulk request or bundle.");
    static final Setting<Long> BYTES = Setting.of(
            "gateway.delivery.bulk-bytes",
            Form.size("100MB"),
            "5MB",
            "The most bytes of one bulk request. A record that is larger alone is sent by a call of its own.");
    static final Setting<Long> BUNDLE_BYTES = Setting.of(
            "gateway.delivery.bundle-bytes",
            Form.size("100MB"),
            "450KB",
            "The most bytes of one bundle. A record that is larger alone is sent by a call of its own.");
    static final Setting<Duration> WAIT = Setting.of(
            "gateway.delivery.bulk-wait",
            Form.duration(Duration.ZERO),
            "2s",
            "How long the answer to a batch waits for the registry to work a bulk request off, and never past the "
                    + "deadline of the batch. Entries that are stored by then are answered as stored, the others as accepted; "
                    + "relationships of records that are not stored wait for them.");
    static final Setting<Duration> RETRY = Setting.of(
            "gateway.delivery.bulk-retry",
            Form.duration(Duration.ofMillis(1)),
            "1h",
            "How long a source of the registry that takes no bulk requests, or no bundles (403, 404, 405 or 501), is not "
                    + "sent one.");
    static final SettingGroup GROUP = new SettingGroup(
            "Many writes in one request", List.of(MODE, FROM, OPERATIONS, BYTES, BUNDLE_BYTES, WAIT, RETRY));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public BulkSettings {
        MODE.require(mode);
        FROM.require(from);
        OPERATIONS.require(operations);
        BYTES.require(bytes);
        BUNDLE_BYTES.require(bundleBytes);
        WAIT.require(patience);
        RETRY.require(retry);
    }

    static BulkSettings from(SettingValues values) {
        return new BulkSettings(
                values.get(MODE),
                values.get(FROM),
                values.get(OPERATIONS),
                values.get(BYTES),
                values.get(BUNDLE_BYTES),
                values.get(WAIT),
                values.get(RETRY));
    }

    /**
     * The requests that the writes of a batch may share, the first that the registry takes: {@link DeliveryMode#BULK},
     * {@link DeliveryMode#BUNDLE}, both in their order, or none.
     */
    public List<DeliveryMode> shared(String sourceKey, int entries) {
        DeliveryMode wanted = mode.of(sourceKey);
        return switch (wanted) {
            case SINGLE -> List.of();
            case BULK, BUNDLE -> List.of(wanted);
            case AUTO -> entries >= from ? List.of(DeliveryMode.BULK, DeliveryMode.BUNDLE) : List.of();
        };
    }
}
