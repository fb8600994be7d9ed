package dev.fhirgateway.ledger.journal;

/**
 * How much a journal holds.
 *
 * @param entries how many entries
 * @param bytes what they take as they were sent
 * @param fileBytes what they take on the disk
 */
public record JournalSize(int entries, long bytes, long fileBytes) {}
