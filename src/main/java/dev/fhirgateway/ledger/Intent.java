package dev.fhirgateway.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records that a batch names, entry by entry, in few bytes: what is known of it when it finds no end. */
final class Intent {
    private Intent() {}

    static byte[] bytes(List<Optional<RecordId>> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 48);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Optional<RecordId> entry : entries) {
                out.writeUTF(entry.map(RecordId::type).orElse(""));
                out.writeUTF(entry.map(RecordId::id).orElse(""));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static List<Optional<RecordId>> read(byte[] bytes, String source) {
        List<Optional<RecordId>> entries = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                String type = in.readUTF();
                String id = in.readUTF();
                entries.add(type.isEmpty() ? Optional.empty() : Optional.of(new RecordId(source, type, id)));
            }
        } catch (IOException cutOff) {
            throw new UncheckedIOException(cutOff);
        }
        return entries;
    }
}
