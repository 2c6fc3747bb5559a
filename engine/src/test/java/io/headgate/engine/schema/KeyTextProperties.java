package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

class KeyTextProperties {

    @Property(tries = 2000)
    void partsAreReadBack(@ForAll @Size(min = 1, max = 4) List<@From("parts") String> parts) {
        assertThat(KeyText.parse(KeyText.compose(parts), parts.size())).hasValue(parts);
    }

    @Property(tries = 5000)
    void differentKeysHaveDifferentTexts(@ForAll("keys") List<String> one, @ForAll("keys") List<String> other) {
        assertThat(KeyText.compose(one).equals(KeyText.compose(other))).isEqualTo(one.equals(other));
    }

    @Property(tries = 2000)
    void textThatCanBeReadIsTheTextOfItsParts(@ForAll("parts") String text) {
        KeyText.parse(text, 2)
                .ifPresent(parts -> assertThat(KeyText.compose(parts)).isEqualTo(text));
    }

    @Property(tries = 1000)
    void writerAgreesWithTheTexts(@ForAll @Size(min = 1, max = 4) List<@From("anyText") String> parts) {
        KeyTextWriter writer = new KeyTextWriter(parts.size());
        KeyTextWriter arrowWriter = new KeyTextWriter(parts.size());
        writer.start();
        arrowWriter.start();
        try (BufferAllocator allocator = new RootAllocator()) {
            for (String part : parts) {
                byte[] bytes = ("<" + part + ">").getBytes(StandardCharsets.UTF_8);
                writer.text(bytes, 1, bytes.length - 2);
                try (ArrowBuf buffer = allocator.buffer(bytes.length)) {
                    buffer.setBytes(0, bytes);
                    arrowWriter.text(buffer, 1, bytes.length - 2);
                }
            }
        }

        assertThat(writer).hasToString(KeyText.compose(parts));
        assertThat(arrowWriter).hasToString(KeyText.compose(parts));
    }

    @Property
    void writerWritesNumbersAsTheJdkDoes(@ForAll long number, @ForAll int days, @ForAll boolean flag) {
        assertThat(new KeyTextWriter(1).start().signed(number)).hasToString(Long.toString(number));
        assertThat(new KeyTextWriter(1).start().unsigned(number)).hasToString(Long.toUnsignedString(number));
        assertThat(new KeyTextWriter(1).start().date(days))
                .hasToString(LocalDate.ofEpochDay(days).toString());
        assertThat(new KeyTextWriter(1).start().bool(flag)).hasToString(Boolean.toString(flag));
    }

    @Property
    void dateTimeReadsBack(@ForAll @LongRange(min = Long.MIN_VALUE, max = Long.MAX_VALUE) long micros) {
        Instant read = Instant.parse(KeyText.dateTime(micros));

        assertThat(read.getEpochSecond()).isEqualTo(Math.floorDiv(micros, 1_000_000L));
        assertThat(read.getNano()).isEqualTo((int) Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** Short texts of few characters, so that two of them are often nearly the same. */
    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.strings().withChars('a', '|', '\\').ofMaxLength(5);
    }

    @Provide
    Arbitrary<List<String>> keys() {
        return parts().list().ofSize(2);
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.oneOf(
                parts(), Arbitraries.strings().withChars('|', '\\', 'é', '€').ofMaxLength(300));
    }
}
