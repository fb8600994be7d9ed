package dev.fhirgateway.settings;

import java.util.List;

/**
 * What one request may hold.
 *
 * @param maxBytes the largest body after decompression, in bytes
 * @param maxEntries the most entries in one batch
 * @param maxEntryBytes the largest single entry, in bytes
 * @param maxDepth the deepest JSON nesting inside one entry
 */
public record IntakeSettings(long maxBytes, int maxEntries, int maxEntryBytes, int maxDepth) {
    static final Setting<Long> MAX_BYTES = Setting.of(
            "gateway.intake.max-bytes",
            Form.size("1024GB"),
            "50MB",
            "The largest request body, counted after decompression. A larger one is answered 413.");
    static final Setting<Integer> MAX_ENTRIES = Setting.of(
            "gateway.intake.max-entries",
            Form.wholeNumber(1, 10_000_000),
            "10000",
            "The most entries in one batch. A longer one is answered 413. The results of a batch are held in memory "
                    + "until it is answered, so memory grows with this number.");
    static final Setting<Long> MAX_ENTRY_BYTES = Setting.of(
            "gateway.intake.max-entry-bytes",
            Form.size("1GB"),
            "1MB",
            "The largest single entry. A larger one is refused alone; the rest of its batch goes on. Entries are held "
                    + "in memory whole, as many as are in flight.");
    static final Setting<Integer> MAX_DEPTH = Setting.of(
            "gateway.intake.max-depth",
            Form.wholeNumber(1, 1000),
            "64",
            "The deepest JSON nesting inside one entry. Real resources stay far below the default.");
    static final SettingGroup GROUP =
            new SettingGroup("What one request may hold", List.of(MAX_BYTES, MAX_ENTRIES, MAX_ENTRY_BYTES, MAX_DEPTH));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public IntakeSettings {
        MAX_BYTES.require(maxBytes);
        MAX_ENTRIES.require(maxEntries);
        MAX_ENTRY_BYTES.require((long) maxEntryBytes);
        MAX_DEPTH.require(maxDepth);
    }

    static IntakeSettings from(SettingValues values) {
        return new IntakeSettings(
                values.get(MAX_BYTES),
                values.get(MAX_ENTRIES),
                Math.toIntExact(values.get(MAX_ENTRY_BYTES)),
                values.get(MAX_DEPTH));
    }
}
