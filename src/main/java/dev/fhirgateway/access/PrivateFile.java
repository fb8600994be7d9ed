package dev.fhirgateway.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces a file whole or not at all, so that a reader never sees half of it; only its owner can read it. */
final class PrivateFile {
    private PrivateFile() {}

    /**
     * Writes a sibling and moves it into place. A temporary file is readable by its owner only where the file system
     * knows owners, and the move keeps that. A symbolic link stays, and what it points to is replaced.
     */
    static void replace(Path file, String text) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.resolveSibling("");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        Path written = Files.createTempFile(folder, ".clients", ".tmp");
        try {
            Files.writeString(written, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
