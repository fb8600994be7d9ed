package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.ledger.Deflated;
import dev.fhirgateway.ledger.Unreadable;
import dev.fhirgateway.ledger.Vault;
import java.nio.ByteBuffer;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code letter_body}: each part is compressed, and then encrypted when there is a key. */
final class BodyOfLetter {
    private final Vault vault;

    BodyOfLetter(Vault vault) {
        this.vault = vault;
    }

    void insert(Handle handle, long letter, LetterBody body) {
        handle.createUpdate("INSERT INTO letter_body (letter, original, request, answer)"
                        + " VALUES (:letter, :original, :request, :answer)")
                .bind("letter", letter)
                .bind("original", sealed(letter, "original", body.original()))
                .bind("request", sealed(letter, "request", body.request()))
                .bind("answer", sealed(letter, "answer", body.answer()))
                .execute();
    }

    /** What came of its last try; the original stays. */
    void tried(Handle handle, long letter, LetterBody body) {
        handle.createUpdate("UPDATE letter_body SET request = :request, answer = :answer WHERE letter = :letter")
                .bind("letter", letter)
                .bind("request", sealed(letter, "request", body.request()))
                .bind("answer", sealed(letter, "answer", body.answer()))
                .execute();
    }

    /** What was said of it at its end. */
    void answered(Handle handle, long letter, byte @Nullable [] answer) {
        handle.createUpdate("UPDATE letter_body SET answer = :answer WHERE letter = :letter")
                .bind("letter", letter)
                .bind("answer", sealed(letter, "answer", answer))
                .execute();
    }

    void edit(Handle handle, long letter, byte[] edited) {
        handle.createUpdate("UPDATE letter_body SET edited = :edited WHERE letter = :letter")
                .bind("letter", letter)
                .bind("edited", sealed(letter, "edited", edited))
                .execute();
    }

    /** What is to be sent: what was edited, else the original; null when there is none. */
    byte @Nullable [] content(Handle handle, long letter) throws Unreadable {
        byte[] edited = part(handle, letter, "edited");
        return edited == null ? part(handle, letter, "original") : edited;
    }

    /** Whether there is anything that could be sent, if it can be read. */
    boolean hasContent(Handle handle, long letter) {
        return handle.createQuery("SELECT count(*) FROM letter_body WHERE letter = :letter"
                                + " AND (original IS NOT NULL OR edited IS NOT NULL)")
                        .bind("letter", letter)
                        .map((row, context) -> row.getLong(1))
                        .one()
                > 0;
    }

    /** @param part the name of its column; null when it is not there */
    byte @Nullable [] part(Handle handle, long letter, String part) throws Unreadable {
        List<byte[]> sealed = handle.createQuery(
                        "SELECT " + part + " FROM letter_body WHERE letter = :letter AND " + part + " IS NOT NULL")
                .bind("letter", letter)
                .map((row, context) -> row.getBytes(1))
                .list();
        return sealed.isEmpty() ? null : opened(letter, part, sealed.get(0));
    }

    private byte @Nullable [] sealed(long letter, String part, byte @Nullable [] plain) {
        if (plain == null) {
            return null;
        }
        byte[] deflated = Deflated.of(plain);
        byte[] sized = ByteBuffer.allocate(Integer.BYTES + deflated.length)
                .putInt(plain.length)
                .put(deflated)
                .array();
        return vault.seal(sized, place(letter, part));
    }

    private byte[] opened(long letter, String part, byte[] sealed) throws Unreadable {
        ByteBuffer sized = ByteBuffer.wrap(vault.open(sealed, place(letter, part)));
        int size = sized.getInt();
        byte[] deflated = new byte[sized.remaining()];
        sized.get(deflated);
        return Deflated.content(deflated, size);
    }

    private static String place(long letter, String part) {
        return "letter " + letter + " " + part;
    }
}
