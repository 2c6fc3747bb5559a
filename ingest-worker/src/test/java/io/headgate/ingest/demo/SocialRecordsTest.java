package io.headgate.ingest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.SchemaParser;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocialRecordsTest {

    private static final long SEED = 42;

    @Test
    void sameSeedGivesTheSameRecords() {
        assertThat(take(2_000, SEED)).isEqualTo(take(2_000, SEED));
        assertThat(take(2_000, SEED)).isNotEqualTo(take(2_000, SEED + 1));
    }

    @Test
    void makesAsManyRecordsAsAsked() {
        assertThat(take(1, SEED)).hasSize(1);
        assertThat(take(777, SEED)).hasSize(777);
    }

    @Test
    void hasUpdatesDeletesAndRecordsThatCannotBeApplied() {
        ExpectedGraph graph = new ExpectedGraph(SchemaParser.parse(new SocialInput(1, SEED).schema()));
        List<DemoRecord> records = take(20_000, SEED);

        records.forEach(graph::apply);

        long people = records.stream()
                .filter(record -> record.topic().equals(SocialInput.PEOPLE))
                .count();
        long deletes = records.stream().filter(record -> record.value() == null).count();
        assertThat(deletes).isBetween(people / 50, people / 5);
        assertThat(graph.deadLetters().size()).isBetween(2, 40);
        assertThat(graph.tables().get(SocialInput.PEOPLE.into()).rows().size())
                .isBetween(1_000, (int) (people - deletes));
        assertThat(graph.tables().get(SocialInput.FOLLOWS.into()).rows().size())
                .isEqualTo((int) (records.size() - people));
    }

    private static List<DemoRecord> take(long count, long seed) {
        List<DemoRecord> records = new ArrayList<>();
        Iterator<DemoRecord> iterator = new SocialInput(count, seed).records();
        iterator.forEachRemaining(records::add);
        return records;
    }
}
