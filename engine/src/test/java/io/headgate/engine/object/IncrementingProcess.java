package io.headgate.engine.object;

import io.headgate.recovery.id.IdSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** A process of its own that adds to a counter object: {@code <directory> <key> <times>}. */
final class IncrementingProcess {

    private IncrementingProcess() {}

    public static void main(String[] args) {
        LocalObjectStore store = LocalObjectStore.open(
                Path.of(args[0]),
                Durability.PROCESS_CRASH,
                new DiskForcer(),
                new IdSource(Clock.systemUTC(), new SecureRandom()));
        ObjectStoreContract.increment(store, new ObjectKey(args[1]), Integer.parseInt(args[2]));
    }
}
