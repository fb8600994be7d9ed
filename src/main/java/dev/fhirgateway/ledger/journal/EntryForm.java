package dev.fhirgateway.ledger.journal;

import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.OriginalBytes.Span;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as bytes: what is there of type, id and {@code meta}, the defects, the original. Numbers take seven bits a
 * byte, the lowest first. Text is one such number for each UTF-16 unit, because an id can be half a surrogate pair, which
 * UTF-8 does not carry.
 */
final class EntryForm {
    private static final int TYPE = 1;
    private static final int ID = 2;
    private static final int META = 4;

    private EntryForm() {}

    static void write(UpsertEntry entry, ByteArrayOutputStream out) {
        Span meta = entry.original().meta();
        out.write(
                (entry.resourceType() == null ? 0 : TYPE) | (entry.id() == null ? 0 : ID) | (meta == null ? 0 : META));
        text(entry.resourceType(), out);
        text(entry.id(), out);
        if (meta != null) {
            number(meta.from(), out);
            number(meta.to(), out);
        }
        number(entry.defects().size(), out);
        for (Problem defect : entry.defects()) {
            text(defect.issueCode(), out);
            text(defect.expression(), out);
            text(defect.reason(), out);
        }
        number(entry.original().length(), out);
        entry.original().writeTo(out);
    }

    /** @param in stands behind the entry after that */
    static JournalEntry read(int position, ByteBuffer in) {
        int there = in.get();
        String resourceType = (there & TYPE) == 0 ? null : text(in);
        String id = (there & ID) == 0 ? null : text(in);
        Span meta = (there & META) == 0 ? null : new Span(number(in), number(in));
        int count = number(in);
        List<Problem> defects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            defects.add(new Problem(text(in), text(in), text(in)));
        }
        byte[] original = new byte[number(in)];
        in.get(original);
        return new JournalEntry(
                position, OriginalBytes.copyOf(original, 0, original.length, meta), resourceType, id, defects);
    }

    private static void text(@Nullable String text, ByteArrayOutputStream out) {
        if (text != null) {
            number(text.length(), out);
            text.chars().forEach(unit -> number(unit, out));
        }
    }

    private static String text(ByteBuffer in) {
        char[] units = new char[number(in)];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) number(in);
        }
        return new String(units);
    }

    private static void number(int number, ByteArrayOutputStream out) {
        int rest = number;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int number(ByteBuffer in) {
        int number = 0;
        int shift = 0;
        byte next = in.get();
        while (next < 0) {
            number |= (next & 0x7F) << shift;
            shift += 7;
            next = in.get();
        }
        return number | (next << shift);
    }
}
