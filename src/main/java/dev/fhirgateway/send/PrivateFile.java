package dev.fhirgateway.send;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that is written to its end, and that only its owner can read where the file system knows owners. */
final class PrivateFile implements AutoCloseable {
    private static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final FileChannel channel;

    private PrivateFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens it, or makes it.
     *
     * @param length how much of it stays, in bytes; what comes after is cut off
     */
    static PrivateFile open(Path file, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, OPTIONS, attributes());
        channel.truncate(length);
        channel.position(channel.size());
        return new PrivateFile(channel);
    }

    private static FileAttribute<?>[] attributes() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    void append(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** In bytes. */
    long length() throws IOException {
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
