package io.headgate.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;

class KeyProbeProperties {

    @Property(tries = 100)
    void findsWhatASetFinds(
            @ForAll long seed,
            @ForAll @IntRange(max = 2_000) int keys,
            @ForAll @IntRange(max = 2_000) int rows,
            @ForAll @IntRange(min = 1, max = 4_000) int different) {
        Random random = new Random(seed);
        Set<String> set = new HashSet<>();
        for (int i = 0; i < keys; i++) {
            set.add(key(random.nextInt(different)));
        }
        try (BufferAllocator allocator = new RootAllocator();
                VarCharVector vector = new VarCharVector("id", allocator)) {
            List<Integer> expected = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                String key = key(random.nextInt(different));
                vector.setSafe(row, key.getBytes(StandardCharsets.UTF_8));
                if (set.contains(key)) {
                    expected.add(row);
                }
            }
            vector.setValueCount(rows);

            List<Integer> found = new ArrayList<>();
            new KeyProbe(KeySet.of(set)).probe(vector, found::add);

            assertThat(found).isEqualTo(expected);
        }
    }

    /** Of many lengths, the empty text among them, and alike at the start. */
    private static String key(int number) {
        return number == 0 ? "" : String.join("", Collections.nCopies(number % 5, "prefix-")) + number;
    }
}
