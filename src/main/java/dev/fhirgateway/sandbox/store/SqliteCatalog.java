package dev.fhirgateway.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.sandbox.catalog.CatalogMemory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the catalog in a table, a row for each source. */
final class SqliteCatalog implements CatalogMemory {
    private final Sql sql;

    SqliteCatalog(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<String, JsonNode> all() {
        Map<String, JsonNode> sources = new TreeMap<>();
        sql.all(
                "SELECT source, body FROM catalog",
                row -> sources.put(
                                row.getString(1),
                                RegistryJson.parse(row.getString(2).getBytes(StandardCharsets.UTF_8))
                                        .orElseThrow(() -> StoreException.unreadable("a source")))
                        == null);
        return sources;
    }

    @Override
    public void keep(String sourceKey, JsonNode content) {
        sql.update("INSERT OR REPLACE INTO catalog (source, body) VALUES (?, ?)", sourceKey, content.toString());
    }

    @Override
    public void drop(String sourceKey) {
        sql.update("DELETE FROM catalog WHERE source = ?", sourceKey);
    }
}
