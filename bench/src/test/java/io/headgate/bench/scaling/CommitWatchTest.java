package io.headgate.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.SeamCall;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class CommitWatchTest {

    private static final IntentId INTENT = new IntentId("01J0000000000000000000000A");
    private static final String ARMED = GraphKeys.intent(INTENT).path();
    private static final GraphVersion VERSION = new GraphVersion(7);
    private static final String PUBLISHED =
            GraphKeys.version(GraphManifest.MAIN_BRANCH, VERSION).path();

    private final AtomicLong clock = new AtomicLong();
    private final CommitWatch watch = new CommitWatch(FaultPlan.NONE, clock::get);

    @Test
    void anIntentIsArmedWhenItsFirstPutBegins() {
        call(SeamOperation.PUT, ARMED, 10, 20);
        call(SeamOperation.PUT, ARMED, 30, 40);

        assertThat(watch.sightings().armed(INTENT)).hasValue(10);
    }

    @Test
    void lookingForAnIntentDoesNotArmIt() {
        call(SeamOperation.GET, ARMED, 10, 20);

        assertThat(watch.sightings().armed(INTENT)).isEmpty();
    }

    @Test
    void aVersionIsThereWhenThePutThatIsFirstToEndReturns() {
        SeamFault slow = begin(SeamOperation.PUT_IF_ABSENT, PUBLISHED, 10);
        SeamFault fast = begin(SeamOperation.PUT_IF_ABSENT, PUBLISHED, 20);
        end(fast, SeamOperation.PUT_IF_ABSENT, PUBLISHED, 30);
        end(slow, SeamOperation.PUT_IF_ABSENT, PUBLISHED, 50);

        assertThat(watch.sightings().published(VERSION)).hasValue(30);
        assertThat(watch.sightings().published(VERSION.next())).isEmpty();
    }

    @Test
    void aPutThatDoesNotReturnPublishesNothing() {
        begin(SeamOperation.PUT_IF_ABSENT, PUBLISHED, 10);

        assertThat(watch.sightings().published(VERSION)).isEmpty();
    }

    @Test
    void callsAreCountedByKindUnlessTheyAreNoRequest() {
        call(SeamOperation.GET, "a", 0, 0);
        call(SeamOperation.GET, "b", 0, 0);
        call(SeamOperation.LIST, "a/", 0, 0);
        call(SeamOperation.OPEN, "nodes/a.lance", 0, 0);
        call(SeamOperation.STAGE_APPEND, "nodes/a.lance", 0, 0);

        assertThat(watch.moment().calls())
                .isEqualTo(Map.of(SeamOperation.GET, 2L, SeamOperation.LIST, 1L, SeamOperation.OPEN, 1L));
    }

    @Test
    void everyCallIsDelayedAsPlanned() {
        List<SeamCall> delayed = new ArrayList<>();
        CommitWatch delaying = new CommitWatch(call -> SeamFault.before(delayed::add), clock::get);
        SeamCall read = new SeamCall(SeamOperation.GET, "a");
        SeamCall publish = new SeamCall(SeamOperation.PUT_IF_ABSENT, PUBLISHED);

        delaying.faultOf(read).before(read);
        delaying.faultOf(publish).before(publish);

        assertThat(delayed).containsExactly(read, publish);
    }

    private void call(SeamOperation operation, String target, long begins, long ends) {
        end(begin(operation, target, begins), operation, target, ends);
    }

    private SeamFault begin(SeamOperation operation, String target, long nanos) {
        clock.set(nanos);
        SeamCall call = new SeamCall(operation, target);
        SeamFault fault = watch.faultOf(call);
        fault.before(call);
        return fault;
    }

    private void end(SeamFault fault, SeamOperation operation, String target, long nanos) {
        clock.set(nanos);
        fault.after(new SeamCall(operation, target));
    }
}
