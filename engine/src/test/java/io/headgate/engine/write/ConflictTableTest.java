package io.headgate.engine.write;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.write.Interleaving.Phase;
import io.headgate.recovery.docs.GeneratedSection;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of {@code docs/testing.md} to the one that the tests run by, and that one to what is promised of everybody. */
final class ConflictTableTest {

    @Test
    void noWriteEverYields() {
        for (Operation write : EnumSet.of(Operation.APPEND, Operation.UPSERT, Operation.DELETE)) {
            for (Operation other : Operation.values()) {
                for (Phase phase : Phase.values()) {
                    assertThat(ConflictTable.cell(write, other).outcome(phase))
                            .as("%s, %s", write, other)
                            .isNotEqualTo(ConflictTable.Outcome.FIRST_YIELDS);
                    assertThat(ConflictTable.cell(other, write).outcome(phase))
                            .as("%s, %s", other, write)
                            .isNotEqualTo(ConflictTable.Outcome.SECOND_YIELDS);
                }
            }
        }
    }

    @Test
    void everyPairIsRunInEveryPhaseInWhichItsOutcomeDiffers() {
        Set<List<Object>> run = ConflictRehearsal.interleavings()
                .map(pair -> List.<Object>of(pair.first(), pair.second(), pair.expected()))
                .collect(Collectors.toSet());
        for (Operation first : Operation.values()) {
            for (Operation second : Operation.values()) {
                ConflictTable.Cell cell = ConflictTable.cell(first, second);
                Stream.of(Phase.values())
                        .map(cell::outcome)
                        .forEach(outcome -> assertThat(run).contains(List.of(first, second, outcome)));
            }
        }
    }

    @Test
    void pageSaysWhoYields() throws IOException {
        List<Operation> all = List.of(Operation.values());
        String header =
                cells(Stream.concat(Stream.of("first \\ second"), all.stream().map(Operation::toString)));
        String rows = all.stream()
                .map(first -> cells(Stream.concat(
                        Stream.of("**" + first + "**"),
                        all.stream()
                                .map(second -> ConflictTable.cell(first, second).words()))))
                .collect(joining());
        String legend = Stream.of(ConflictTable.Cell.values())
                .map(cell -> "- *" + cell.words() + "*: " + cell.meaning() + "\n")
                .collect(joining());

        GeneratedSection.isUpToDate(
                "testing.md",
                "conflict table",
                header + "|---".repeat(all.size() + 1) + "|\n" + rows + "\n" + legend,
                getClass());
    }

    private static String cells(Stream<String> cells) {
        return cells.map(cell -> "| " + cell + " ").collect(joining()) + "|\n";
    }
}
