package dev.fhirgateway.translation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How many elements of many resources their mappings do not carry, by the path of the element. Not for use by several
 * threads.
 *
 * <p>An element of which nothing is ever carried is told as a whole ({@code Patient.photo}); where some of it is, the
 * parts are told ({@code Patient.contact.organization}). Items of an array share a path, and each counts.
 */
public final class Coverage {
    /**
     * Elements that are left behind.
     *
     * @param path of the element, without array indexes; an extension with its URL in brackets
     * @param count how many of them are not carried
     * @param of how many there are
     */
    public record Gap(String path, long count, long of) {}

    private final Map<String, Tally> types = new TreeMap<>();

    /** The elements that are not carried, those of a type together, in the order in which they were met. */
    public List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        types.forEach(
                (type, tally) -> tally.children.forEach((name, child) -> child.tell(type + "." + name, gaps::add)));
        return gaps;
    }

    /** Adds what was counted elsewhere. */
    public void add(Coverage other) {
        other.types.forEach((type, tally) -> ofType(type).add(tally));
    }

    /** The count of the resources of a type. */
    Tally ofType(String type) {
        return types.computeIfAbsent(type, key -> new Tally());
    }

    /** The count of one path. */
    static final class Tally {
        private final Map<String, Tally> children = new LinkedHashMap<>();
        private long all;
        private long left;

        Tally child(String name) {
            return children.computeIfAbsent(name, key -> new Tally());
        }

        void count(boolean carried) {
            all++;
            left += carried ? 0 : 1;
        }

        private void add(Tally other) {
            all += other.all;
            left += other.left;
            other.children.forEach((name, tally) -> child(name).add(tally));
        }

        private void tell(String path, Consumer<Gap> gaps) {
            if (left > 0 && (left == all || children.isEmpty())) {
                gaps.accept(new Gap(path, left, all));
            } else {
                children.forEach((name, child) -> child.tell(path + "." + name, gaps));
            }
        }
    }
}
