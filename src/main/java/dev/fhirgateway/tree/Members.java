package dev.fhirgateway.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, in the order in which they were put, as a {@link LinkedHashMap} keeps them; a name is
 * never null. Few of them stand in two arrays and are found by looking at one after the other, which for a handful is
 * faster than a table. More than {@value #FEW} are put into a table after all, so that no object is slow to read for its
 * size.
 */
final class Members extends AbstractMap<String, JsonNode> {
    /** As many as are looked through. The resources and records of today have fewer. */
    static final int FEW = 16;

    private static final int FIRST = 4;
    private static final String[] NO_NAMES = {};
    private static final JsonNode[] NO_VALUES = {};

    private String[] names = NO_NAMES;
    private JsonNode[] values = NO_VALUES;
    private int size;
    private @Nullable Map<String, JsonNode> table;

    @Override
    public int size() {
        return table == null ? size : table.size();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return table == null ? find(name) >= 0 : table.containsKey(name);
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object name) {
        if (table != null) {
            return table.get(name);
        }
        int at = find(name);
        return at < 0 ? null : values[at];
    }

    @Override
    public @Nullable JsonNode put(String name, JsonNode value) {
        if (table != null) {
            return table.put(name, value);
        }
        int at = find(Objects.requireNonNull(name));
        if (at >= 0) {
            JsonNode old = values[at];
            values[at] = value;
            return old;
        }
        if (size == FEW) {
            table = new LinkedHashMap<>(this);
            return table.put(name, value);
        }
        append(name, value);
        return null;
    }

    @Override
    public @Nullable JsonNode remove(@Nullable Object name) {
        if (table != null) {
            return table.remove(name);
        }
        int at = find(name);
        return at < 0 ? null : removeAt(at);
    }

    @Override
    public void clear() {
        names = NO_NAMES;
        values = NO_VALUES;
        size = 0;
        table = null;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        return table == null ? new Few() : table.entrySet();
    }

    /** Texts remember their hash, so that of most a comparison of two numbers tells that they differ. */
    private int find(@Nullable Object name) {
        int hash = Objects.hashCode(name);
        for (int i = 0; i < size; i++) {
            String known = names[i];
            if (known == name || (known.hashCode() == hash && known.equals(name))) {
                return i;
            }
        }
        return -1;
    }

    private void append(String name, JsonNode value) {
        if (size == names.length) {
            int length = Math.max(FIRST, 2 * size);
            names = Arrays.copyOf(names, length);
            values = Arrays.copyOf(values, length);
        }
        names[size] = name;
        values[size] = value;
        size++;
    }

    private JsonNode removeAt(int at) {
        JsonNode old = values[at];
        size--;
        System.arraycopy(names, at + 1, names, at, size - at);
        System.arraycopy(values, at + 1, values, at, size - at);
        values[size] = MissingNode.getInstance();
        return old;
    }

    /** The members while they are few. */
    private final class Few extends AbstractSet<Entry<String, JsonNode>> {
        @Override
        public Iterator<Entry<String, JsonNode>> iterator() {
            return new InTurn();
        }

        @Override
        public int size() {
            return Members.this.size();
        }
    }

    /** One after the other, and the removal of the one that was given last. */
    private final class InTurn implements Iterator<Entry<String, JsonNode>> {
        private int expected = size;
        private int at;
        private boolean given;

        @Override
        public boolean hasNext() {
            return at < expected;
        }

        @Override
        public Entry<String, JsonNode> next() {
            if (at >= expected) {
                throw new NoSuchElementException();
            }
            checkUnchanged();
            given = true;
            return new Member(names[at], values[at++]);
        }

        @Override
        public void remove() {
            if (!given) {
                throw new IllegalStateException();
            }
            checkUnchanged();
            given = false;
            removeAt(--at);
            expected--;
        }

        private void checkUnchanged() {
            if (Members.this.size() != expected) {
                throw new ConcurrentModificationException();
            }
        }
    }

    /** One member; a value that is set here is set in the object. */
    private final class Member extends SimpleEntry<String, JsonNode> {
        private static final long serialVersionUID = 1L;

        Member(String name, JsonNode value) {
            super(name, value);
        }

        @Override
        public JsonNode setValue(JsonNode value) {
            put(getKey(), value);
            return super.setValue(value);
        }
    }
}
