package dev.fhirgateway.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * By which a changed file is known. The file key (inode) tells a file that was moved into place from the one before it,
 * even within one tick of the clock.
 */
record FileStamp(@Nullable FileTime modified, long size, @Nullable Object fileKey) {
    /** That of a file which is not there. */
    static final FileStamp NONE = new FileStamp(null, -1, null);

    /** That of a file which nobody may look at. */
    static final FileStamp UNKNOWN = new FileStamp(null, -2, null);

    static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
