package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.PurgeOperation;
import dev.fhirgateway.registry.TaskReply;
import java.time.Duration;
import java.util.Locale;

/** A sandbox with two patients and a doctor, and the bodies of what is done to many records at once. */
abstract class BatchCase extends SandboxCase {
    static final String SOURCE = "/sources/clinic-north/v1";
    static final String BUNDLE = SOURCE + "/bundle";
    static final String PURGE = SOURCE + "/purge";
    static final String RELATIONSHIPS_BULK = SOURCE + "/relationships/bulk";
    /** {@code registry-side 5}: 500 KB a request. */
    static final int MAX_BUNDLE_BYTES = 500 * 1024;

    static final Duration DELAY = Duration.ofSeconds(2);

    final void storePeople() throws Exception {
        client.put(PATIENTS + "/pat-1", "{\"data\":{\"a\":1}}");
        client.put(PATIENTS + "/pat-2", "{\"data\":{\"a\":1}}");
        client.put(SOURCE + "/resources/doctor/doc-1", "{\"data\":{}}");
    }

    /** Sends the operations on relationships in bulk, and waits by the clock. */
    final TaskReply related(String... operations) throws Exception {
        String bulkId = client.post(RELATIONSHIPS_BULK, "{\"operations\":[" + String.join(",", operations) + "]}")
                .bulk()
                .bulkId();
        clock.move(DELAY);
        return client.get(RELATIONSHIPS_BULK + "/" + bulkId + "?withReceipts=true")
                .task();
    }

    /** Purges a collection, and waits by the clock. */
    final PurgeOperation purged(String collectionType, String key) throws Exception {
        String purgeId = client.post(PURGE, purge(collectionType, key))
                .json()
                .path("taskId")
                .asText();
        clock.move(DELAY);
        return client.get(PURGE + "/" + purgeId).purge();
    }

    static String purge(String collectionType, String key) {
        return "{\"collectionType\":\"" + collectionType + "\",\"collectionKey\":\"" + key + "\"}";
    }

    static String bundle(String resourceOperations, String relationshipOperations) {
        return "{\"resourceOperations\":[" + resourceOperations + "],\"relationshipOperations\":["
                + relationshipOperations + "]}";
    }

    static String upsert(String type, String id) {
        return "{\"action\":\"UPSERT\",\"upsert\":{\"id\":\"" + id + "\",\"type\":\"" + type
                + "\",\"data\":{\"a\":2}}}";
    }

    static String create(String type, String id) {
        return "{\"action\":\"CREATE\",\"create\":{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"data\":{}}}";
    }

    static String delete(String type, String id) {
        return "{\"action\":\"DELETE\",\"delete\":{\"id\":\"" + id + "\",\"type\":\"" + type + "\"}}";
    }

    /** A relationship of type {@code seenBy} from a patient to a doctor. */
    static String seenBy(String action, String patient, String doctor) {
        return "{\"action\":\"" + action.toUpperCase(Locale.ROOT) + "\",\"" + action
                + "\":{\"type\":\"seenBy\",\"from\":{\"type\":\"patient\",\"id\":\"" + patient
                + "\"},\"to\":{\"type\":\"doctor\",\"id\":\"" + doctor + "\"},\"data\":{\"note\":\"Zzmarker\"}}}";
    }
}
