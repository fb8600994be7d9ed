package dev.fhirgateway.access;

import dev.fhirgateway.settings.SourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everyone who may write, in the order of the file.
 *
 * @param registered each with a name of its own
 */
record Clients(List<RegisteredClient> registered) {
    static final Clients NONE = new Clients(List.of());

    Clients {
        registered = List.copyOf(registered);
    }

    /** The client that a token belongs to. All are compared, so that time does not tell how far the search went. */
    Optional<Client> find(String token) {
        Client found = null;
        for (RegisteredClient candidate : registered) {
            if (candidate.token().matches(token)) {
                found = candidate.client();
            }
        }
        return Optional.ofNullable(found);
    }

    boolean isEmpty() {
        return registered.isEmpty();
    }

    boolean contains(String name) {
        return registered.stream().anyMatch(one -> one.client().name().equals(name));
    }

    /** Why a client cannot be added to these; empty when it can. */
    List<String> reasonsAgainst(String name, String sourceKey) {
        List<String> reasons = new ArrayList<>();
        if (!RegisteredClient.isName(name)) {
            reasons.add("the name must be " + RegisteredClient.NAME_EXPECTED);
        }
        if (!SourceKey.isValid(sourceKey)) {
            reasons.add("the source must be " + SourceKey.expected());
        }
        if (contains(name)) {
            reasons.add("there is a client named " + name + " already");
        }
        return reasons;
    }

    Clients with(RegisteredClient added) {
        return new Clients(Stream.concat(registered.stream(), Stream.of(added)).toList());
    }

    Clients without(String name) {
        return new Clients(registered.stream()
                .filter(one -> !one.client().name().equals(name))
                .toList());
    }
}
