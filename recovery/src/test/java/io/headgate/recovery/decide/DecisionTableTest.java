package io.headgate.recovery.decide;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.decide.DecisionTable.Row;
import io.headgate.recovery.docs.GeneratedSection;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the tables of {@code docs/recovery.md} to the code. */
final class DecisionTableTest {

    private static final String PAGE = "recovery.md";

    /** The tests that hold what each shape is recognised by. */
    private static final Map<TableShape, List<String>> TESTS_OF_SHAPES = Map.of(
            TableShape.UNMOVED,
            List.of("aHeadAtThePinIsUnmoved"),
            TableShape.RESTORED,
            List.of("anEffectThatWasRestoredOverIsRestored", "aRestoreOfThePinIsRestoredWhateverItWasBuiltOn"),
            TableShape.APPLIED,
            List.of(
                    "anAttemptThatLandedOnThePinIsApplied",
                    "anAttemptOnARestoredVersionIsApplied",
                    "everyStepOfAnAttemptIsApplied"),
            TableShape.PUBLISHED,
            List.of("aPinMadeByTheIntentIsPublished", "aPinMadeByTheIntentIsPublishedWhateverFollowed"),
            TableShape.PARTIAL,
            List.of("theFirstStepsOfAnAttemptArePartial"),
            TableShape.STRAY,
            List.of(
                    "aHeadRightAfterThePinByAnotherIntentIsStray",
                    "anAttemptThatLandedTooHighIsStray",
                    "anEffectWithSomethingOfOursOnTopIsStray",
                    "aRestoreOfAnotherVersionThanThePinIsStray",
                    "stepsWithSomethingInBetweenAreStray",
                    "stepsOfTwoAttemptsMixedAreStray"),
            TableShape.FOREIGN,
            List.of(
                    "aVersionWithoutATransactionIsForeign",
                    "aTransactionOfAnotherGraphIsForeignEvenUnderARestoreOfOurs",
                    "aTransactionWithAnAnnouncedIdButWithoutOurPropertiesIsForeign"),
            TableShape.BEHIND,
            List.of("aHeadBehindThePinIsBehind"),
            TableShape.GONE,
            List.of());

    private final List<Situation> all = Situation.all(2);

    @Test
    void theTableSaysWhatTheCodeDecidesInEverySituation() {
        assertThat(all.stream()
                        .filter(situation -> DecisionTable.rowOf(situation).decision()
                                != situation.ruling().decision()))
                .as("situations that the table decides in another way than the code")
                .isEmpty();
    }

    @Test
    void everyRowDecidesSomeSituation() {
        assertThat(all.stream().map(DecisionTable::rowOf).distinct()).containsAll(DecisionTable.ROWS);
    }

    @Test
    void everyRowNamesATestThatIsThere() {
        assertThat(DecisionTable.ROWS).extracting(Row::test).isSubsetOf(testsOf(RulingTest.class));
    }

    @Test
    void everyShapeNamesTestsThatAreThere() {
        assertThat(TESTS_OF_SHAPES).containsOnlyKeys(TableShape.values());
        assertThat(TESTS_OF_SHAPES.values().stream().flatMap(List::stream))
                .isSubsetOf(testsOf(TableClassifierTest.class));
    }

    @Test
    void pageSaysWhichShapesThereAre() throws IOException {
        String rows = Stream.of(TableShape.values())
                .map(shape -> cells(List.of(
                        code(shape.name()),
                        shape.meaning(),
                        whoPutsRight(shape),
                        TESTS_OF_SHAPES.get(shape).isEmpty()
                                ? "what cannot be opened has no history to classify"
                                : TESTS_OF_SHAPES.get(shape).stream()
                                        .map(DecisionTableTest::code)
                                        .collect(joining("<br>")))))
                .collect(joining());

        GeneratedSection.isUpToDate(
                PAGE,
                "table shapes",
                header(List.of("shape", "the table…", "who puts it right", "test (`TableClassifierTest`)")) + rows,
                getClass());
    }

    @Test
    void pageSaysWhatIsDecided() throws IOException {
        Map<Row, List<Situation>> situations = all.stream().collect(groupingBy(DecisionTable::rowOf));
        StringBuilder rows = new StringBuilder();
        for (Row row : DecisionTable.ROWS) {
            rows.append(cells(List.of(
                    Integer.toString(DecisionTable.ROWS.indexOf(row) + 1),
                    row.intent(),
                    row.tables(),
                    "**" + words(row.decision()) + "**",
                    reason(situations.get(row)),
                    code(row.test()))));
        }

        GeneratedSection.isUpToDate(
                PAGE,
                "decision table",
                header(List.of(
                                "#",
                                "the intent and the graph",
                                "its tables",
                                "decision",
                                "reason, as recorded or reported",
                                "test (`RulingTest`)"))
                        + rows,
                getClass());
    }

    private static String whoPutsRight(TableShape shape) {
        if (shape.needsAPerson()) {
            return "a person";
        }
        return shape.movedByUs() ? "any writer" : "nothing to put right";
    }

    /** The reason that is given in the simplest of the situations. */
    private static String reason(List<Situation> situations) {
        return situations.stream()
                .min(Comparator.comparingInt(situation -> situation.shapes().size()))
                .orElseThrow()
                .ruling()
                .reason();
    }

    private static String words(Decision decision) {
        return decision.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<String> testsOf(Class<?> suite) {
        return Stream.of(suite.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .toList();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String header(List<String> titles) {
        return cells(titles) + "|---".repeat(titles.size()) + "|\n";
    }

    private static String cells(List<String> cells) {
        return cells.stream()
                        .map(cell -> cell.isEmpty() ? "|" : "| " + cell + " ")
                        .collect(joining()) + "|\n";
    }
}
