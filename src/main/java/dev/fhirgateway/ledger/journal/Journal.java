package dev.fhirgateway.ledger.journal;

import dev.fhirgateway.ledger.FolderLock;
import dev.fhirgateway.ledger.LedgerException;
import dev.fhirgateway.ledger.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entries of all jobs: a file for each in the folder {@code jobs} of the ledger, also when the rest of the ledger is in
 * PostgreSQL, because a million entries are written once, read once and taken out at once. One gateway holds the folder.
 */
public final class Journal implements AutoCloseable {
    private static final String WHOLE = ".journal";
    private static final String UNFINISHED = ".unfinished";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final Path folder;
    private final Vault vault;
    private final UnaryOperator<OutputStream> disk;
    private final FolderLock lock;

    private Journal(Path folder, Vault vault, UnaryOperator<OutputStream> disk) {
        this.folder = folder;
        this.vault = vault;
        this.disk = disk;
        this.lock = FolderLock.take(folder);
    }

    /**
     * Opens it, and takes out what was not finished when the last gateway ended.
     *
     * @param ledger the folder of the ledger; one below it is made when it is not there
     * @param vault encrypts what is written, when it has a key
     * @throws LedgerException when the folder cannot be used; says why
     */
    public static Journal in(Path ledger, Vault vault) {
        return in(ledger, vault, UnaryOperator.identity());
    }

    /** @param disk what is written to a file passes through it */
    static Journal in(Path ledger, Vault vault, UnaryOperator<OutputStream> disk) {
        Journal journal = new Journal(ledger.resolve("jobs"), vault, disk);
        try {
            for (String job : journal.names(UNFINISHED)) {
                Files.delete(journal.path(job, UNFINISHED));
            }
            return journal;
        } catch (IOException | JournalUnavailable fault) {
            journal.close();
            throw new LedgerException(
                    "gateway.ledger.folder: what is unfinished in " + journal.folder + " cannot be taken out", fault);
        }
    }

    /**
     * Begins the journal of a job.
     *
     * @param job its id, letters, digits and hyphens; no other job has it
     * @throws dev.fhirgateway.upsert.RequestRefused 507 when the disk is full, 503 when it cannot be written otherwise
     */
    public JournalWriter create(String job) {
        return new JournalWriter(job, JournalFile.create(path(job, UNFINISHED), path(job, WHOLE), disk), vault);
    }

    /**
     * Opens the journal of a job that was committed.
     *
     * @throws JournalDamaged when it is not there, or is none
     * @throws JournalUnavailable when it cannot be read now
     */
    public JournalReader open(String job) {
        return JournalReader.open(job, path(job, WHOLE), vault);
    }

    /**
     * Takes the journal of a job out, if there is one.
     *
     * @throws JournalUnavailable when the disk does not do it
     */
    public void delete(String job) {
        try {
            Files.deleteIfExists(path(job, WHOLE));
            JournalFile.syncFolder(path(job, WHOLE));
        } catch (IOException fault) {
            throw new JournalUnavailable("the journal of job " + job + " cannot be taken out");
        }
    }

    /** The jobs that have a journal; of one whose process was killed at that moment nobody else may know. */
    public Set<String> ids() {
        return names(WHOLE);
    }

    private Set<String> names(String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .filter(name -> ID.matcher(name).matches())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException fault) {
            throw new JournalUnavailable("the journals of jobs cannot be listed: the disk reports an error");
        }
    }

    private Path path(String job, String ending) {
        if (!ID.matcher(job).matches()) {
            throw new IllegalArgumentException("no id of a job");
        }
        return folder.resolve(job + ending);
    }

    /** Lets another gateway have the folder. */
    @Override
    public void close() {
        lock.close();
    }
}
