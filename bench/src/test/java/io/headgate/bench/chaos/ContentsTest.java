package io.headgate.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.bench.chaos.Contents.Replay;
import io.headgate.bench.chaos.Contents.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentsTest {

    @Test
    void theLogHoldsTheLastRecordOfEachPersonAndEveryFollow() {
        Replay replay = new Replay();
        replay.person("p1", 1);
        replay.person("p2", 2);
        replay.person("p1", 3);
        replay.noPerson("p2");
        replay.follow(4);
        replay.bad("follows/0/1");

        Contents log = replay.contents();

        assertThat(log.people()).containsExactly("p1=3");
        assertThat(log.follows()).containsExactly(4L);
        assertThat(log.deadLetters()).containsExactly("follows/0/1");
        assertThat(log.records()).isEqualTo(6);
    }

    @Test
    void theSameRowsInAnyOrderAreExact() {
        assertThat(Tally.of(List.of(1L, 2L, 3L), List.of(3L, 1L, 2L)).isExact()).isTrue();
    }

    @Test
    void aRowThatIsNotThereIsLost() {
        Tally tally = Tally.of(List.of(1L, 2L), List.of(2L));

        assertThat(tally).isEqualTo(new Tally(1, 0, 0, List.of("lost 1")));
        assertThat(tally.isExact()).isFalse();
    }

    @Test
    void eachFurtherCopyOfARowIsARepetition() {
        Tally tally = Tally.of(List.of(1L), List.of(1L, 1L, 1L));

        assertThat(tally).isEqualTo(new Tally(0, 2, 0, List.of("repeated 1", "repeated 1")));
        assertThat(tally.isExact()).isFalse();
    }

    @Test
    void aRowThatNoRecordAccountsForIsUnexpected() {
        Tally tally = Tally.of(List.of(), List.of(7L));

        assertThat(tally).isEqualTo(new Tally(0, 0, 1, List.of("unexpected 7")));
        assertThat(tally.isExact()).isFalse();
    }

    @Test
    void aPersonWithAnOlderNumberIsLostAndUnexpected() {
        Replay log = new Replay();
        log.person("p1", 2);
        Replay graph = new Replay();
        graph.person("p1", 1);

        assertThat(Contents.compare(log.contents(), graph.contents()))
                .isEqualTo(new Tally(1, 0, 1, List.of("unexpected p1=1", "lost p1=2")));
    }
}
