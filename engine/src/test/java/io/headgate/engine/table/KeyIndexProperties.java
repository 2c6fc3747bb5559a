package io.headgate.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

class KeyIndexProperties {

    @Property(tries = 300)
    void ordinalsAreThoseOfAMap(@ForAll("keys") List<String> keys, @ForAll @IntRange(max = 40) int expected) {
        KeyIndex index = new KeyIndex(expected);
        Map<String, Integer> model = new HashMap<>();

        for (String key : keys) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            model.putIfAbsent(key, model.size());
            assertThat(index.findOrAdd(bytes, 0, bytes.length)).isEqualTo(model.get(key));
        }

        assertThat(index.size()).isEqualTo(model.size());
        model.forEach((key, ordinal) -> assertThat(index.text(ordinal)).isEqualTo(key));
    }

    @Property(tries = 300)
    void arraysAndArrowBuffersAgree(
            @ForAll("keys") List<String> keys,
            @ForAll("keys") List<String> others,
            @ForAll @IntRange(max = 9) int shift) {
        try (BufferAllocator allocator = new RootAllocator();
                ArrowBuf buffer = allocator.buffer(1024)) {
            KeyIndex fromArrays = new KeyIndex(0);
            KeyIndex fromBuffers = new KeyIndex(100);
            for (String key : keys) {
                byte[] bytes = shifted(key, shift);
                buffer.setBytes(0, bytes);
                int length = bytes.length - shift;
                assertThat(fromBuffers.findOrAdd(buffer, shift, length))
                        .isEqualTo(fromArrays.findOrAdd(bytes, shift, length));
                assertThat(fromArrays.find(buffer, shift, length))
                        .isEqualTo(fromBuffers.find(buffer, shift, length))
                        .isNotNegative();
            }
            for (String other : others) {
                byte[] bytes = shifted(other, shift);
                buffer.setBytes(0, bytes);
                assertThat(fromArrays.find(buffer, shift, bytes.length - shift) >= 0)
                        .isEqualTo(keys.contains(other));
            }
        }
    }

    @Example
    void growsFarBeyondWhatWasExpected() {
        int count = 300_000;
        KeyIndex index = new KeyIndex(1);
        for (int i = 0; i < count; i++) {
            byte[] key = ("user-" + i).getBytes(StandardCharsets.UTF_8);
            assertThat(index.findOrAdd(key, 0, key.length)).isEqualTo(i);
        }
        for (int i = 0; i < count; i += 7) {
            byte[] key = ("user-" + i).getBytes(StandardCharsets.UTF_8);
            assertThat(index.findOrAdd(key, 0, key.length)).isEqualTo(i);
        }
        assertThat(index.size()).isEqualTo(count);
    }

    @Provide
    Arbitrary<List<String>> keys() {
        Arbitrary<String> alike = Arbitraries.strings().withChars("ab\0").ofMaxLength(18);
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(30);
        return Arbitraries.oneOf(alike, anything)
                .filter(key -> StandardCharsets.UTF_8.newEncoder().canEncode(key))
                .list()
                .ofMaxSize(200);
    }

    private static byte[] shifted(String key, int shift) {
        return (" ".repeat(shift) + key).getBytes(StandardCharsets.UTF_8);
    }
}
