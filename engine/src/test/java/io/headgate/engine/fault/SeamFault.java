package io.headgate.engine.fault;

import io.headgate.engine.write.SimulatedCrash;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.HaltingFaults;
import io.headgate.recovery.fault.Rendezvous;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What goes wrong with one call of a store: something right before its effect, right after it, or with what is read. */
public interface SeamFault {

    /** Nothing. */
    SeamFault NONE = new SeamFault() {};

    /** The store does not answer, and nothing happened. */
    SeamFault UNAVAILABLE = before(SeamFault::noAnswer);

    /** The effect happens, and the store does not answer. */
    SeamFault LOST_ANSWER = after(SeamFault::noAnswer);

    /** The writer dies before the effect, in this process. */
    SeamFault CRASH_BEFORE = before(call -> {
        throw new SimulatedCrash("before " + call);
    });

    /** The writer dies after the effect, in this process. */
    SeamFault CRASH_AFTER = after(call -> {
        throw new SimulatedCrash("after " + call);
    });

    /** The process dies before the effect, without shutdown hooks. */
    SeamFault HALT_BEFORE = before(call -> Runtime.getRuntime().halt(HaltingFaults.EXIT_CODE));

    /** The process dies after the effect, without shutdown hooks. */
    SeamFault HALT_AFTER = after(call -> Runtime.getRuntime().halt(HaltingFaults.EXIT_CODE));

    /** Objects are read without their second half. */
    SeamFault TRUNCATED = content(bytes -> Arrays.copyOf(bytes, bytes.length / 2));

    /** Objects are read with one bit in the middle turned. */
    SeamFault GARBLED = content(bytes -> {
        byte[] garbled = bytes.clone();
        if (garbled.length > 0) {
            garbled[garbled.length / 2] ^= 1;
        }
        return garbled;
    });

    default void before(SeamCall call) {}

    default void after(SeamCall call) {}

    /** What a reader sees of an object. */
    default byte[] seen(byte[] content) {
        return content;
    }

    /** An action in place of the call when it throws, ahead of it when it does not. */
    static SeamFault before(Action action) {
        return new SeamFault() {
            @Override
            public void before(SeamCall call) {
                action.on(call);
            }
        };
    }

    /** An action between the effect and the answer. */
    static SeamFault after(Action action) {
        return new SeamFault() {
            @Override
            public void after(SeamCall call) {
                action.on(call);
            }
        };
    }

    static SeamFault content(UnaryOperator<byte[]> seen) {
        return new SeamFault() {
            @Override
            public byte[] seen(byte[] content) {
                return seen.apply(content);
            }
        };
    }

    /** The request is under way until the rendezvous is released; then it takes effect. */
    static SeamFault delayed(Rendezvous rendezvous) {
        return before(call -> rendezvous.park());
    }

    /** The effect happens; the answer is under way until the rendezvous is released. */
    static SeamFault delayedAnswer(Rendezvous rendezvous) {
        return after(call -> rendezvous.park());
    }

    /** What is done at a call; it may throw. */
    @FunctionalInterface
    interface Action {
        void on(SeamCall call);
    }

    private static void noAnswer(SeamCall call) {
        throw new StorageUnavailable(call.toString(), "no answer to: " + call);
    }
}
