package dev.fhirgateway.ledger.journal;

import dev.fhirgateway.upsert.RequestRefused;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a journal while it is written, under a name of its own until it is whole. */
final class JournalFile implements AutoCloseable {
    /** "FRGJ" in ASCII and the version of the form, by which the file can be told apart. */
    static final long HEAD = 0x4652474a_00000001L;

    static final int HEAD_BYTES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
    private static final Map<String, String> IN_A_MINUTE = Map.of("Retry-After", "60");

    private final Path unfinished;
    private final Path finished;
    private final FileChannel channel;
    private final OutputStream out;

    private JournalFile(Path unfinished, Path finished, FileChannel channel, UnaryOperator<OutputStream> disk) {
        this.unfinished = unfinished;
        this.finished = finished;
        this.channel = channel;
        this.out = disk.apply(Channels.newOutputStream(channel));
    }

    /** @param disk what is written passes through it */
    static JournalFile create(Path unfinished, Path finished, UnaryOperator<OutputStream> disk) {
        try {
            FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            JournalFile file = new JournalFile(unfinished, finished, channel, disk);
            file.begin();
            return file;
        } catch (IOException fault) {
            throw refusal(fault, unfinished);
        }
    }

    private void begin() throws IOException {
        try {
            write(ByteBuffer.allocate(HEAD_BYTES).putLong(HEAD).array());
        } catch (IOException fault) {
            close();
            throw fault;
        }
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Returns when the file and its name are on the disk. */
    void commit() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(finished);
    }

    /** Has the disk know what was made or taken out in the folder of a file, where folders can be asked for that. */
    static void syncFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    RequestRefused refusal(IOException fault) {
        return refusal(fault, unfinished);
    }

    private static RequestRefused refusal(IOException fault, Path file) {
        if (isFull(fault, file)) {
            LOG.error("the disk of gateway.ledger.folder has no room left for the journal of a job");
            return new RequestRefused(
                    507,
                    "no-store",
                    "the gateway's disk has no room for this job; nothing of it was started. Smaller jobs may fit, and "
                            + "the operator can make room");
        }
        LOG.error("the journal of a job cannot be written: {}", fault.getClass().getSimpleName());
        return new RequestRefused(
                503,
                "no-store",
                "the gateway cannot write this job down now; nothing of it was started, and a resend is safe",
                IN_A_MINUTE);
    }

    /** Nothing but its message tells this fault from others, in the language of the machine; so the disk is asked too. */
    private static boolean isFull(IOException fault, Path file) {
        String words = String.valueOf(fault.getMessage());
        if (words.contains("No space left") || words.contains("quota exceeded")) {
            return true;
        }
        try {
            FileStore disk = Files.getFileStore(file.toAbsolutePath().getParent());
            return disk.getUsableSpace() < Block.INFLATED_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Takes it out when it was not committed. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(unfinished);
        } catch (IOException fault) {
            LOG.warn("an unfinished journal of a job stays on the disk until the next start");
        }
    }
}
