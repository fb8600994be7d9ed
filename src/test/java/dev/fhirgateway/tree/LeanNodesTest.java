package dev.fhirgateway.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LeanNodesTest {
    private static final String TEXT =
            "{\"b\":[1,2.50,[],{\"deep\":null}],\"a\":{\"z\":true,\"y\":\"text\",\"x\":{}},\"c\":1E+2}";

    private final ObjectMapper plain = new ObjectMapper();
    private final ObjectMapper lean =
            JsonMapper.builder().nodeFactory(LeanNodes.INSTANCE).build();

    @Test
    void aTreeIsEqualToOneOfJacksonsNodesAndWrittenAsThatIs() throws JsonProcessingException {
        JsonNode tree = lean.readTree(TEXT);

        assertThat(tree).isEqualTo(plain.readTree(TEXT)).hasSameHashCodeAs(plain.readTree(TEXT));
        assertThat(plain.readTree(TEXT)).isEqualTo(tree);
        assertThat(tree).hasToString(plain.readTree(TEXT).toString());
    }

    @Test
    void aCopyAndWhatIsMadeOfItLeaveTheTreeAsItWas() throws JsonProcessingException {
        ObjectNode tree = (ObjectNode) lean.readTree(TEXT);
        ObjectNode copy = tree.deepCopy();

        copy.withObject("/a").put("w", 1).remove("z");
        copy.put("c", 3).remove("b");

        assertThat(copy).hasToString("{\"a\":{\"y\":\"text\",\"x\":{},\"w\":1},\"c\":3}");
        assertThat(tree).isEqualTo(plain.readTree(TEXT));
    }
}
