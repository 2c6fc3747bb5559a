package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.recovery.decide.Ruling;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.Intent;

/** Words the refusal to go on over an intent that nobody but a person can judge. */
final class Refusals {

    private Refusals() {}

    static CorruptState of(Intent intent, Ruling ruling) {
        String key = GraphKeys.intent(intent.id()).path();
        return new CorruptState(
                key,
                "the intent " + key + " (" + intent.operation() + " by " + intent.actor() + ", armed at "
                        + intent.armedAt() + " on graph version " + intent.base() + ") cannot be settled: "
                        + ruling.reason()
                        + ". It was kept and nothing was written; readers are not affected. Put back what is missing, or "
                        + "move the object away if its effect is not wanted");
    }
}
