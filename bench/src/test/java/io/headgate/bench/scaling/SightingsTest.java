package io.headgate.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.id.IntentId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SightingsTest {

    private static final IntentId FIRST = new IntentId("01J0000000000000000000000A");
    private static final IntentId SECOND = new IntentId("01J0000000000000000000000B");
    private static final GraphVersion VERSION = new GraphVersion(7);
    private static final String PUBLISHED =
            GraphKeys.version(GraphManifest.MAIN_BRANCH, VERSION).path();

    private final IdSource ids = new IdSource(Clock.systemUTC(), new Random(1));

    @Test
    void whatSeveralProcessesSawWasThereWhenTheFirstOfThemSawIt() {
        Sightings together = Sightings.together(List.of(
                new Sightings(Map.of(key(FIRST), 10L), Map.of(PUBLISHED, 30L)),
                new Sightings(Map.of(key(SECOND), 20L), Map.of(PUBLISHED, 25L))));

        assertThat(together.armed(FIRST)).hasValue(10);
        assertThat(together.armed(SECOND)).hasValue(20);
        assertThat(together.published(VERSION)).hasValue(25);
    }

    @Test
    void countersOfSeveralProcessesAddUp() {
        Moment sum = Moment.sum(List.of(
                new Moment(1_000, 7, Map.of(SeamOperation.GET, 2L)),
                new Moment(1_100, 8, Map.of(SeamOperation.GET, 3L, SeamOperation.PUT, 1L))));

        assertThat(sum).isEqualTo(new Moment(1_000, 15, Map.of(SeamOperation.GET, 5L, SeamOperation.PUT, 1L)));
    }

    @Test
    void intentsThatNoVersionContainsWereGivenUp() {
        Sightings seen = new Sightings(Map.of(key(FIRST), 10L, key(SECOND), 20L), Map.of());

        assertThat(seen.givenUp(List.of(Manifests.of(VERSION, ids, 5, List.of(SECOND)))))
                .isEqualTo(1);
        assertThat(seen.givenUp(List.of())).isEqualTo(2);
    }

    private static String key(IntentId intent) {
        return GraphKeys.intent(intent).path();
    }
}
