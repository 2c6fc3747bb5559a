package io.headgate.engine.object.s3;

import io.headgate.engine.object.ContentTag;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.error.StorageUnavailable.Reason;
import io.headgate.recovery.id.IdSource;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out whether a store keeps the conditions of puts, by racing two of them for one object of its own that it removes
 * again. A store that does not would lose commits and report success. A store may pass that has such races only now and then.
 */
final class ConditionalPutProbe {

    /** What no waiting mends. */
    private static final Set<Reason> FOR_SOMEBODY = EnumSet.of(Reason.DENIED, Reason.UNTRUSTED, Reason.NO_SUCH_STORE);

    /** A race that ends without an answer proves nothing, and some stores give none to who lost. */
    private static final int ATTEMPTS = 5;

    private final ObjectStore store;
    private final IdSource ids;

    ConditionalPutProbe(ObjectStore store, IdSource ids) {
        this.store = store;
        this.ids = ids;
    }

    /** @throws BadConfiguration when it does not, or lets nobody try */
    void run() {
        for (int attempt = 1; true; attempt++) {
            ObjectKey key = new ObjectKey("__probe/" + ids.unique());
            try {
                try {
                    probe(key);
                } finally {
                    store.delete(key);
                }
                return;
            } catch (StorageUnavailable e) {
                if (FOR_SOMEBODY.contains(e.reason())) {
                    throw new BadConfiguration("graph", String.valueOf(e.getMessage()), e);
                }
                if (e.reason() != Reason.NO_ANSWER || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void probe(ObjectKey key) {
        requireOneWinner(
                race(key, one -> store.putIfAbsent(key, content(one))),
                "Two puts with If-None-Match: * for one new object");
        ContentTag tag = store.get(key)
                .orElseThrow(() -> refused("An object that was put is not there to be read"))
                .tag();
        requireOneWinner(
                race(key, one -> store.replaceIfMatch(key, content(2 + one), tag)),
                "Two puts with the same If-Match for one object");
        if (store.putIfAbsent(key, content(4))) {
            throw refused("A put with If-None-Match: * replaced an object that was there");
        }
        if (store.replaceIfMatch(key, content(4), tag)) {
            throw refused("A put with an If-Match that did not match replaced an object");
        }
    }

    private void requireOneWinner(List<Boolean> won, String what) {
        if (won.get(0).equals(won.get(1))) {
            throw refused(what + (won.get(0) ? " both succeeded" : " both failed"));
        }
    }

    private BadConfiguration refused(String found) {
        return new BadConfiguration(
                "graph",
                found + " in " + store.location()
                        + ". Such a store loses commits when two writers meet, so no graph is kept there. Use a store or a"
                        + " version of it that supports conditional writes.");
    }

    private static byte[] content(int number) {
        return ("probe " + number).getBytes(StandardCharsets.UTF_8);
    }

    private List<Boolean> race(ObjectKey key, Contender contender) {
        ExecutorService threads = Executors.newFixedThreadPool(2, runnable -> {
            Thread thread = new Thread(runnable, "headgate-s3-probe");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            // Both are over before the object is removed.
            List<Future<Boolean>> both =
                    threads.invokeAll(List.of(contending(contender, start, 0), contending(contender, start, 1)));
            return List.of(both.get(0).get(), both.get(1).get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("probe " + key, "Interrupted while the store was probed.", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Boolean> contending(Contender contender, CyclicBarrier start, int number) {
        return () -> {
            start.await();
            return contender.wins(number);
        };
    }

    private interface Contender {
        boolean wins(int number);
    }
}
