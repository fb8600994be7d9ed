package dev.fhirgateway.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
    private static final int OPERATIONS = 20_000;

    private final Members members = new Members();

    /** Among few names most are there already; among many, the object grows into a table, and is emptied again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, Members.FEW, Members.FEW + 1, 60})
    void doesWhatALinkedHashMapDoes(int names) {
        Random random = new Random(names);
        Map<String, JsonNode> model = new LinkedHashMap<>();

        for (int i = 0; i < OPERATIONS; i++) {
            // A new text each time: what is put and what is asked for are equal, seldom the same.
            String name = "name" + random.nextInt(names);
            JsonNode value = IntNode.valueOf(random.nextInt());
            int operation = random.nextInt(100);
            assertThat(operate(members, operation, name, value)).isEqualTo(operate(model, operation, name, value));
            assertSame(model);
        }
    }

    private static Object operate(Map<String, JsonNode> map, int operation, String name, JsonNode value) {
        if (operation < 50) {
            return String.valueOf(map.put(name, value));
        }
        return switch (operation) {
            case 50 -> {
                map.clear();
                yield map.isEmpty();
            }
            case 51, 52, 53, 54 -> map.values().removeIf(each -> each.intValue() % 3 == 0);
            case 55, 56 -> map.keySet().remove(name);
            case 57, 58 -> map.keySet().retainAll(Map.of(name, value).keySet());
            case 59, 60 -> map.entrySet().remove(Map.entry(name, value));
            case 61, 62 -> String.valueOf(map.putIfAbsent(name, value));
            case 63, 64 -> {
                map.putAll(Map.of(name, value));
                yield map.size();
            }
            case 65, 66, 67 -> {
                map.entrySet()
                        .forEach(each ->
                                each.setValue(IntNode.valueOf(each.getValue().intValue() + 1)));
                yield map.toString();
            }
            case 68, 69, 70, 71, 72 -> map.entrySet().contains(Map.entry(name, value));
            case 73, 74, 75, 76, 77 -> map.containsKey(name);
            case 78, 79, 80, 81, 82 -> map.containsValue(value);
            default -> String.valueOf(operation < 93 ? map.get(name) : map.remove(name));
        };
    }

    private void assertSame(Map<String, JsonNode> model) {
        assertThat(members.entrySet().stream().toList())
                .isEqualTo(model.entrySet().stream().toList());
        assertThat(members.equals(model) && model.equals(members)).isTrue();
        assertThat(members).hasSameHashCodeAs(model).hasSize(model.size());
        assertThat(String.join(",", members.keySet())).isEqualTo(String.join(",", model.keySet()));
    }

    @Test
    void hasNothingUnderNoName() {
        members.put("name", IntNode.valueOf(1));

        assertThat(members.get(null)).isNull();
        assertThat(members.containsKey(null)).isFalse();
        assertThat(members.remove(null)).isNull();
    }

    @Test
    void tellsNamesOfTheSameHashApart() {
        members.put("Aa", IntNode.valueOf(1));
        members.put("BB", IntNode.valueOf(2));

        assertThat(members.get("Aa")).isEqualTo(IntNode.valueOf(1));
        assertThat(members.get("BB")).isEqualTo(IntNode.valueOf(2));
    }

    @Test
    void anIteratorDoesNotGoOnInAnObjectThatChanged() {
        members.put("one", IntNode.valueOf(1));
        members.put("two", IntNode.valueOf(2));
        Iterator<String> names = members.keySet().iterator();
        names.next();
        members.put("three", IntNode.valueOf(3));

        assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(names::next);
        assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(names::remove);
    }

    @Test
    void anIteratorRemovesWhatItGaveAndEnds() {
        members.put("one", IntNode.valueOf(1));
        Iterator<String> names = members.keySet().iterator();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(names::remove);
        names.next();
        names.remove();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(names::remove);
        assertThat(names.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(names::next);
        assertThat(members).isEmpty();
    }
}
