package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of the life of each record, for how long, and who may see it.
 *
 * @param keep for how long it is kept which deliveries there were; the last one of a record always is
 * @param bodies whether what was sent is kept too
 * @param bodiesKeep for how long that is kept
 * @param bodiesMax how many bytes of it are kept at most, as they are stored
 * @param keys by which what can hold data of a patient is encrypted: the first for all that is written, each for what it
 *     has encrypted. Base64 of 32 bytes; never shown
 * @param fullView whether a client may ask for what was sent as it was sent
 */
public record HistorySettings(
        Duration keep, Bodies bodies, Duration bodiesKeep, long bodiesMax, List<String> keys, boolean fullView) {
    private static final int KEY_BYTES = 32;

    static final Setting<Duration> KEEP = Setting.of(
            "gateway.ledger.history-keep",
            Form.age(),
            "365d",
            "For how long the ledger knows of each delivery of a record what became of it. The last one of each record "
                    + "is known for good.");
    static final Setting<Bodies> BODIES = Setting.of(
            "gateway.ledger.bodies",
            Form.choice(Bodies.class),
            "encrypted",
            "Whether the ledger keeps what was sent to the registry: `encrypted` does when `gateway.ledger.key` is "
                    + "given, and else keeps nothing; `sent` does without a key too, readable for everybody who can "
                    + "read the ledger; `off` never does.");
    static final Setting<Duration> BODIES_KEEP = Setting.of(
            "gateway.ledger.bodies-keep",
            Form.age(),
            "30d",
            "For how long it is kept. Not above `gateway.ledger.history-keep`.");
    static final Setting<Long> BODIES_MAX = Setting.of(
            "gateway.ledger.bodies-max",
            Form.size("4096GB"),
            "10GB",
            "How much of it is kept at most, compressed as it is; the oldest goes first.");
    static final Setting<List<String>> KEY = Setting.secret(
            "gateway.ledger.key",
            new Form<>(
                    "keys of 256 bits in base64 with commas between them, such as `openssl rand -base64 32` prints one",
                    text -> Optional.of(Arrays.stream(text.split(","))
                            .map(String::strip)
                            .filter(part -> !part.isEmpty())
                            .toList()),
                    keys -> keys.stream().allMatch(HistorySettings::isKey),
                    keys -> String.join(",", keys)),
            "The key that all in the ledger is encrypted with that can hold data of a patient (AES-256-GCM). To change "
                    + "it, put the new one before the old one, with a comma between them: the first encrypts, and the "
                    + "others are for reading what they once encrypted.");
    static final Setting<Boolean> FULL_VIEW = Setting.of(
            "gateway.records.full-view",
            Form.flag(),
            "false",
            "Whether a client may ask for what was sent as it was sent (`?view=full`); else it sees which elements "
                    + "there were, and none of their values. Each such look is logged.");
    static final SettingGroup GROUP = new SettingGroup(
            "The life of each record: what is kept of it, and who sees it",
            List.of(KEEP, BODIES, BODIES_KEEP, BODIES_MAX, KEY, FULL_VIEW));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting, or bodies outlive the rest
     */
    public HistorySettings {
        keys = List.copyOf(keys);
        KEEP.require(keep);
        BODIES.require(bodies);
        BODIES_KEEP.require(bodiesKeep);
        BODIES_MAX.require(bodiesMax);
        KEY.require(keys);
        if (bodiesKeep.compareTo(keep) > 0) {
            throw new IllegalArgumentException(BODIES_KEEP.key() + " must not exceed " + KEEP.key());
        }
    }

    /** What holds where nothing is set. */
    public static HistorySettings byDefault() {
        return from(SettingValues.resolve(List.of(), new ArrayList<>()));
    }

    static HistorySettings from(SettingValues values) {
        return new HistorySettings(
                values.get(KEEP),
                values.get(BODIES),
                values.get(BODIES_KEEP),
                values.get(BODIES_MAX),
                values.get(KEY),
                values.get(FULL_VIEW));
    }

    /** Whether what is sent from now on is kept. */
    public boolean keepsBodies() {
        return bodies == Bodies.SENT || (bodies == Bodies.ENCRYPTED && !keys.isEmpty());
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "HistorySettings[keep=" + keep + ", bodies=" + bodies + ", bodiesKeep=" + bodiesKeep + ", bodiesMax="
                + bodiesMax + ", keys=" + keys.size() + ", fullView=" + fullView + "]";
    }
}
