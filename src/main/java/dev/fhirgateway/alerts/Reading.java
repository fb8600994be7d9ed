package dev.fhirgateway.alerts;

/**
 * What a rule says at one moment.
 *
 * @param level whether that is too much
 * @param words what it says, for an operator; nothing of a patient
 * @param raiseAfterMillis for how long it has to be so until an alert is raised
 */
record Reading(Level level, String words, long raiseAfterMillis) {
    /** Between the two values nothing changes: what is raised stays raised, and what is not is not. */
    enum Level {
        /** Beyond the value at which an alert is raised. */
        HIGH,
        /** Between the two, or not known. */
        BETWEEN,
        /** Below the value at which an alert is cleared. */
        LOW
    }
}
