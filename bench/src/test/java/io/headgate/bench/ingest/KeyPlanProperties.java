package io.headgate.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class KeyPlanProperties {

    @Property(tries = 100)
    void everyRecordHasAKeyOfItsOwn(@ForAll @IntRange(min = 1, max = 5_000) int records) {
        assertThat(topic(records)).hasSize(records);
    }

    @Property(tries = 100)
    void tableHasHalfOfTheTopicsKeysAndNoneTwice(
            @ForAll @IntRange(min = 1, max = 2_000) int records, @ForAll @IntRange(min = 1, max = 9) int timesAsLarge) {
        KeyPlan plan = new KeyPlan(records);
        int tableRows = records * timesAsLarge;

        Set<Long> table = LongStream.range(0, tableRows)
                .map(row -> plan.keyOfRow(row, tableRows))
                .boxed()
                .collect(Collectors.toSet());

        assertThat(table).hasSize(tableRows);
        table.retainAll(topic(records));
        assertThat((long) table.size()).isEqualTo(plan.sharedWith(tableRows)).isEqualTo((records + 1) / 2);
    }

    private static Set<Long> topic(int records) {
        KeyPlan plan = new KeyPlan(records);
        return LongStream.range(0, records).map(plan::keyOfRecord).boxed().collect(Collectors.toSet());
    }
}
