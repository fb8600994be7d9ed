package dev.fhirgateway.sandbox.trouble;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a rule is about: those that meet every condition. An empty condition is met by all; a call whose path
 * names no source, type or id does not meet a condition on it.
 *
 * @param methods in upper case
 * @param paths any of these
 * @param sources any of these
 * @param types any of these
 * @param ids any of these
 */
record Match(Set<String> methods, List<Glob> paths, List<Glob> sources, List<Glob> types, List<Glob> ids) {
    Match {
        methods = Set.copyOf(methods);
        paths = List.copyOf(paths);
        sources = List.copyOf(sources);
        types = List.copyOf(types);
        ids = List.copyOf(ids);
    }

    boolean matches(Call call) {
        return (methods.isEmpty() || methods.contains(call.method()))
                && any(paths, call.path())
                && any(sources, call.source())
                && any(types, call.type())
                && any(ids, call.id());
    }

    private static boolean any(List<Glob> globs, @Nullable String text) {
        return globs.isEmpty() || (text != null && globs.stream().anyMatch(glob -> glob.matches(text)));
    }
}
