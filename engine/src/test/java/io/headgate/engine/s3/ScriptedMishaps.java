package io.headgate.engine.s3;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Mishaps for the next calls of a kind, one after the other; everything else goes well. Writes all calls down. Thread-safe. */
public final class ScriptedMishaps implements S3Mishaps {

    private final List<S3Call> calls = new ArrayList<>();
    private final Deque<S3Mishap> next = new ArrayDeque<>();
    private Predicate<S3Call> kind = call -> true;

    /** From now on, the next calls with that method go wrong so. */
    public synchronized void script(String method, S3Mishap... mishaps) {
        script(call -> call.method().equals(method), mishaps);
    }

    public synchronized void script(Predicate<S3Call> newKind, S3Mishap... mishaps) {
        kind = newKind;
        next.clear();
        next.addAll(Arrays.asList(mishaps));
        calls.clear();
    }

    @Override
    public synchronized S3Mishap of(S3Call call) {
        calls.add(call);
        return kind.test(call) && !next.isEmpty() ? next.poll() : S3Mishap.NONE;
    }

    /** All calls since the last script, in the order in which they came. */
    public synchronized List<S3Call> calls() {
        return List.copyOf(calls);
    }

    public long count(String method) {
        return calls().stream().filter(call -> call.method().equals(method)).count();
    }
}
