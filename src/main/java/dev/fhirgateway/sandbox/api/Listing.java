package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.ResourceStore;
import dev.fhirgateway.sandbox.record.TaskBook;
import org.jspecify.annotations.Nullable;

/**
 * A look into a collection. The real registry has nothing like it ({@code registry-side 11}), so the answer names
 * itself a sandbox extra, lest somebody build on it.
 */
public final class Listing {
    private static final int DEFAULT_PER_PAGE = 100;
    private static final int MAX_PER_PAGE = 1_000;

    private final ResourceStore store;
    private final TaskBook tasks;

    Listing(Holdings holdings) {
        this.store = holdings.resources();
        this.tasks = holdings.tasks();
    }

    /**
     * The ids of one page and how many there are in all.
     *
     * @param page from 0; null for 0
     * @param perPage 1 to 1000; null for 100
     */
    public Answer read(RecordKey.Collection collection, @Nullable String page, @Nullable String perPage) {
        Problems problems = new Problems();
        problems.checkSourceKey(collection.sourceKey());
        KeyCheck.type(collection.type(), problems);
        int number = QueryNumber.read("page", page, 0, 0, Integer.MAX_VALUE, problems);
        int size = QueryNumber.read("perPage", perPage, DEFAULT_PER_PAGE, 1, MAX_PER_PAGE, problems);
        if (problems.any()) {
            return Answer.error(problems.error());
        }
        return Answer.ok(tasks.look(() -> page(collection, number, size)));
    }

    private ObjectNode page(RecordKey.Collection collection, int page, int perPage) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sandboxExtra", true)
                .put("count", store.count(collection))
                .put("page", page)
                .put("perPage", perPage);
        ArrayNode ids = body.putArray("ids");
        store.ids(collection, (long) page * perPage, perPage).forEach(ids::add);
        return body;
    }
}
