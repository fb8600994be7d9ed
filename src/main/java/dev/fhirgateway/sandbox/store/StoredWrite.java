package dev.fhirgateway.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RelationshipOperation;
import dev.fhirgateway.registry.RelationshipWrite;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.registry.ResourceOperation;
import dev.fhirgateway.registry.ResourceWrite;
import dev.fhirgateway.registry.WriteOperation;
import dev.fhirgateway.sandbox.record.RecordKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A write as a bulk request would ask for it, with all that its data holds, nulls and empty values too. */
final class StoredWrite {
    private StoredWrite() {}

    static ObjectNode of(RecordKey key, ResourceOperation asked) {
        ObjectNode member = named(key);
        if (asked instanceof ResourceOperation.Create create) {
            add(member, create.write());
        } else if (asked instanceof ResourceOperation.Upsert upsert) {
            add(member, upsert.write());
        }
        return operation(asked, member);
    }

    static ObjectNode of(RecordKey key, RelationshipOperation asked) {
        if (asked instanceof RelationshipOperation.Create create) {
            return operation(asked, member(key, create.write()));
        }
        if (asked instanceof RelationshipOperation.Upsert upsert) {
            return operation(asked, member(key, upsert.write()));
        }
        return operation(asked, named(key));
    }

    private static void add(ObjectNode member, ResourceWrite write) {
        member.set("data", write.data());
        set(member, "meta", json(write.meta()));
        set(member, "contained", write.contained());
    }

    private static ObjectNode member(RecordKey key, RelationshipWrite write) {
        ObjectNode member = JsonNodeFactory.instance.objectNode().put("type", key.type());
        member.set("from", write.from().toJson());
        member.set("to", write.to().toJson());
        set(member, "data", write.data());
        set(member, "meta", json(write.meta()));
        return member;
    }

    private static ObjectNode named(RecordKey key) {
        return JsonNodeFactory.instance.objectNode().put("id", key.id()).put("type", key.type());
    }

    private static ObjectNode operation(WriteOperation asked, ObjectNode member) {
        Receipt.Action action = asked.action();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("action", action.name());
        json.set(action.name().toLowerCase(Locale.ROOT), member);
        return json;
    }

    private static @Nullable ObjectNode json(@Nullable ResourceMeta meta) {
        return meta == null ? null : meta.toJson();
    }

    private static void set(ObjectNode member, String name, @Nullable JsonNode value) {
        if (value != null) {
            member.set(name, value);
        }
    }
}
