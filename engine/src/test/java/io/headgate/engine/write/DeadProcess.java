package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.recovery.intent.Owner;
import java.time.Instant;

/** A process that nobody finds any more, though it has the number of one that runs. */
final class DeadProcess {

    private static final Instant STARTED = Instant.EPOCH.plusSeconds(1);

    /** Takes for dead who is, and nobody else. */
    static final OwnerLiveness ONLY_THE_DEAD_ARE_GONE =
            (owner, since) -> owner.processStarted().equals(STARTED);

    private DeadProcess() {}

    static GraphEnvironment of(GraphEnvironment environment) {
        Owner self = environment.self();
        return new GraphEnvironment(
                environment.objects(),
                environment.tables(),
                environment.allocator(),
                environment.clock(),
                environment.ids(),
                environment.faults(),
                new Owner(self.host(), self.pid(), STARTED),
                environment.liveness(),
                environment.limits(),
                environment.concurrency());
    }
}
