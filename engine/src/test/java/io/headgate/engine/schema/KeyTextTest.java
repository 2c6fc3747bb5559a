package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTextTest {

    @Test
    void singlePartIsItsOwnText() {
        assertThat(KeyText.compose(List.of("a|b\\c"))).isEqualTo("a|b\\c");
        assertThat(KeyText.parse("a|b\\", 1)).hasValue(List.of("a|b\\"));
    }

    @Test
    void severalPartsAreEscapedAndJoined() {
        assertThat(KeyText.compose(List.of("a", "b"))).isEqualTo("a|b");
        assertThat(KeyText.compose(List.of("a|", "", "\\b"))).isEqualTo("a\\|||\\\\b");
        assertThat(KeyText.edge("x|y", "z")).isEqualTo("x\\|y|z");
    }

    @ParameterizedTest
    @CsvSource({"a, 2", "a|b|c, 2", "a|b, 3", "a\\|b, 2", "a|b\\, 2", "a|\\b, 2"})
    void textThatIsNoSuchKeyHasNoParts(String text, int parts) {
        assertThat(KeyText.parse(text, parts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-31T10:00:00Z, 2024-01-31T10:00:00Z",
        "2024-01-31T10:00:00.500Z, 2024-01-31T10:00:00.5Z",
        "2024-01-31T10:00:00.000001Z, 2024-01-31T10:00:00.000001Z",
        "2024-01-31T10:00:00.120Z, 2024-01-31T10:00:00.12Z",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "+12024-01-31T10:00:00Z, +12024-01-31T10:00:00Z",
    })
    void dateTimeHasAsManyDigitsAsItNeeds(String instant, String text) {
        Instant parsed = Instant.parse(instant);
        long micros = parsed.getEpochSecond() * 1_000_000 + parsed.getNano() / 1_000;

        assertThat(KeyText.dateTime(micros)).isEqualTo(text);
        assertThat(new KeyTextWriter(1).start().dateTime(micros)).hasToString(text);
    }

    @Test
    void extremeMomentsHaveATextThatReadsBack() {
        for (long micros : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
            Instant read = Instant.parse(KeyText.dateTime(micros));

            assertThat(read.getEpochSecond()).isEqualTo(Math.floorDiv(micros, 1_000_000L));
            assertThat(read.getNano()).isEqualTo((int) Math.floorMod(micros, 1_000_000L) * 1_000);
        }
    }

    @Test
    void scalarsHaveTheirCanonicalText() {
        assertThat(KeyText.date(LocalDate.of(2024, 1, 31).toEpochDay())).isEqualTo("2024-01-31");
        assertThat(KeyText.bool(true)).isEqualTo("true");
        assertThat(KeyText.signed(-7)).isEqualTo("-7");
        assertThat(KeyText.unsigned(-1)).isEqualTo("18446744073709551615");
    }

    @Test
    void writerWritesTheSameTextsAndIsUsedAgain() {
        KeyTextWriter writer = new KeyTextWriter(6);
        byte[] name = "zoë|".getBytes(StandardCharsets.UTF_8);

        for (int round = 0; round < 2; round++) {
            writer.start()
                    .text(name, 0, name.length)
                    .bool(false)
                    .signed(Long.MIN_VALUE)
                    .unsigned(-1)
                    .date(0)
                    .dateTime(1);

            assertThat(writer.isComplete()).isTrue();
            assertThat(writer)
                    .hasToString("zoë\\||false|-9223372036854775808|18446744073709551615|1970-01-01"
                            + "|1970-01-01T00:00:00.000001Z");
        }
    }

    @Test
    void writerRefusesMorePartsThanTheKeyHas() {
        KeyTextWriter writer = new KeyTextWriter(1).start().bool(true);

        assertThatIllegalStateException().isThrownBy(() -> writer.bool(true));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyTextWriter(0));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyText.compose(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyText.parse("", 0));
    }
}
