package dev.fhirgateway.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.UpsertEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutterTest {
    private static final long ANY_SIZE = Long.MAX_VALUE;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b c d e         | [[a, b, c], [d, e]]",
                "a/1 a/2 b/1 b/2 c | [[a/1, b/1, c], [a/2, b/2]]",
                "a/1 a/2 a/3       | [[a/1], [a/2], [a/3]]",
                "a/1 b a/2 c d     | [[a/1, b, c], [a/2, d]]",
            })
    void laterVersionsGoIntoLaterChunksThatAreFilledMeanwhile(String input, String chunks) {
        assertThat(cut(3, ANY_SIZE, input.split(" "))).hasToString(chunks);
    }

    @Test
    void moreVersionsThanChunksAreOpenMakeShortOnes() {
        List<List<String>> chunks = cut(3, ANY_SIZE, "a/1", "a/2", "a/3", "a/4", "a/5", "a/6", "b", "c");

        assertThat(chunks)
                .containsExactly(
                        List.of("a/1"),
                        List.of("a/2"),
                        List.of("a/3", "b", "c"),
                        List.of("a/4"),
                        List.of("a/5"),
                        List.of("a/6"));
    }

    @Test
    void aChunkIsFullByItsBytesToo() {
        int length = Originals.of(0, "a").length();

        assertThat(cut(100, 2L * length, "a", "b", "c", "d", "e")).hasToString("[[a, b], [c, d], [e]]");
        assertThat(cut(100, 1, "a", "b")).hasToString("[[a], [b]]");
    }

    @Test
    void resourcesWithoutANameKeepNobodyWaiting() {
        List<Chunk> chunks = new ArrayList<>();
        Cutter cutter = new Cutter(10, ANY_SIZE, chunks::add);
        Original named = Originals.of(0, "a");
        Original nameless = new Original(
                1, new UpsertEntry(named.entry().origin(), 1, named.entry().original(), "Patient", null, List.of()));

        cutter.add(nameless);
        cutter.add(nameless);
        cutter.end();

        assertThat(chunks).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothingIsLostNorOutOfOrderNorTwiceInAChunk(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> versions = new HashMap<>();
        String[] input = random.ints(5_000, 0, 40)
                .mapToObj(record -> "r" + record + "/" + versions.merge("r" + record, 1, Integer::sum))
                .toArray(String[]::new);

        List<List<String>> chunks = cut(20, 2_000, input);

        assertThat(chunks).flatExtracting(chunk -> chunk).containsExactlyInAnyOrder(input);
        Map<String, Integer> seen = new HashMap<>();
        for (List<String> chunk : chunks) {
            assertThat(chunk).extracting(name -> name.split("/")[0]).doesNotHaveDuplicates();
            chunk.forEach(name -> assertThat(seen.merge(name.split("/")[0], 1, Integer::sum))
                    .isEqualTo(Integer.parseInt(name.split("/")[1])));
        }
    }

    private static List<List<String>> cut(int entries, long bytes, String... names) {
        List<List<String>> chunks = new ArrayList<>();
        Cutter cutter = new Cutter(
                entries,
                bytes,
                chunk ->
                        chunks.add(chunk.entries().stream().map(Originals::name).toList()));
        for (int i = 0; i < names.length; i++) {
            cutter.add(Originals.of(i, names[i]));
        }
        cutter.end();
        return chunks;
    }
}
