package dev.fhirgateway.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps a second gateway out of a folder, for as long as this process lives at the longest. */
public final class FolderLock implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    private static void make(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder);
        } else if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }

    /**
     * The folder is made when it is not there, for its owner alone: what is in it names patients' records.
     *
     * @throws LedgerException when the folder cannot be made or written, or another gateway uses it
     */
    public static FolderLock take(Path folder) {
        try {
            make(folder);
        } catch (IOException e) {
            throw unusable(folder, "cannot be made", e);
        }
        try {
            FileChannel file = FileChannel.open(
                    folder.resolve("ledger.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(file)) {
                file.close();
                throw new LedgerException("gateway.ledger.folder: the folder " + folder
                        + " is in use by another gateway; one at a time can use it");
            }
            return new FolderLock(file);
        } catch (IOException e) {
            throw unusable(folder, "cannot be written", e);
        }
    }

    private static boolean isTaken(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException inThisProcess) {
            return true;
        }
    }

    private static LedgerException unusable(Path folder, String what, IOException fault) {
        return new LedgerException(
                "gateway.ledger.folder: the folder " + folder + " " + what + ": " + reason(fault), fault);
    }

    private static String reason(IOException fault) {
        if (fault instanceof FileAlreadyExistsException) {
            return "a file is in its place";
        } else if (fault instanceof AccessDeniedException) {
            return "no permission";
        }
        return fault instanceof FileSystemException told && told.getReason() != null
                ? told.getReason()
                : "the disk reports an error";
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new LedgerException("the lock of the ledger cannot be let go", e);
        }
    }
}
