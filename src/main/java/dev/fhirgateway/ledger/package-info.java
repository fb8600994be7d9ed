/**
 * The ledger: what the gateway knows after a restart, in a SQLite file or a PostgreSQL database. One thread writes, many
 * writes at a time; reads have connections of their own. Knows the vocabulary and the settings, and no stage.
 */
@NullMarked
package dev.fhirgateway.ledger;

import org.jspecify.annotations.NullMarked;
