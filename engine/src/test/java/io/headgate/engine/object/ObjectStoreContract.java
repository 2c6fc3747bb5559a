package io.headgate.engine.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every object store promises, whatever it is made of. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class ObjectStoreContract {

    private static final ObjectKey KEY = new ObjectKey("__recovery/one.json");
    private static final int THREADS = 8;

    private ObjectStore store;
    private ObjectStore second;

    /** A store without any object. */
    protected abstract ObjectStore openEmpty() throws Exception;

    /** A store on the same objects as the one opened last, as another process would open it. */
    protected abstract ObjectStore openSame() throws Exception;

    /** How often a race is run again, in percent: for stores that take a while. */
    protected int effort() {
        return 100;
    }

    @BeforeEach
    void open() throws Exception {
        store = openEmpty();
        second = openSame();
    }

    @Test
    void objectThatWasPutIsRead() {
        store.put(KEY, bytes("one"));

        assertThat(text(store, KEY)).isEqualTo("one");
        assertThat(text(second, KEY)).isEqualTo("one");
    }

    @Test
    void contentOfAnySizeComesBackAsItWas() {
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 0xC3);

        store.put(KEY, large);
        store.put(key("__recovery/empty.json"), new byte[0]);

        assertThat(store.get(KEY).orElseThrow().content()).isEqualTo(large);
        assertThat(store.get(key("__recovery/empty.json")).orElseThrow().content())
                .isEmpty();
    }

    @Test
    void missingObjectIsEmpty() {
        assertThat(store.get(KEY)).isEmpty();
        store.put(key("__recovery/other.json"), bytes("x"));
        assertThat(store.get(KEY)).isEmpty();
        assertThat(store.get(key("__recovery"))).isEmpty();
    }

    @Test
    void putReplacesWhatIsThere() {
        store.put(KEY, bytes("one"));
        second.put(KEY, bytes("two"));

        assertThat(text(store, KEY)).isEqualTo("two");
    }

    @Test
    void changingTheArrayAfterwardsDoesNotChangeTheObject() {
        byte[] content = bytes("one");
        store.put(KEY, content);

        content[0] = 'X';
        store.get(KEY).orElseThrow().content()[1] = 'X';

        assertThat(text(store, KEY)).isEqualTo("one");
    }

    @Test
    void putIfAbsentCreatesOnceAndNeverChanges() {
        assertThat(store.putIfAbsent(KEY, bytes("one"))).isTrue();
        assertThat(store.putIfAbsent(KEY, bytes("two"))).isFalse();
        assertThat(second.putIfAbsent(KEY, bytes("three"))).isFalse();

        assertThat(text(store, KEY)).isEqualTo("one");
    }

    @Test
    void deletedObjectCanBeCreatedAgain() {
        store.putIfAbsent(KEY, bytes("one"));
        store.delete(KEY);

        assertThat(store.get(KEY)).isEmpty();
        assertThat(second.putIfAbsent(KEY, bytes("two"))).isTrue();
        assertThat(text(store, KEY)).isEqualTo("two");
    }

    @Test
    void deletingWhatIsNotThereIsNoError() {
        store.delete(KEY);
        store.put(key("__recovery/other.json"), bytes("x"));
        store.delete(KEY);

        assertThat(text(store, key("__recovery/other.json"))).isEqualTo("x");
    }

    @Test
    void replaceNeedsTheTagOfTheContentThatIsThere() {
        store.put(KEY, bytes("one"));
        ContentTag one = store.get(KEY).orElseThrow().tag();

        assertThat(second.replaceIfMatch(KEY, bytes("two"), one)).isTrue();
        assertThat(store.replaceIfMatch(KEY, bytes("three"), one)).isFalse();

        assertThat(text(store, KEY)).isEqualTo("two");
    }

    @Test
    void replaceNeverCreates() {
        store.put(KEY, bytes("one"));
        ContentTag one = store.get(KEY).orElseThrow().tag();
        store.delete(KEY);

        assertThat(store.replaceIfMatch(KEY, bytes("two"), one)).isFalse();
        assertThat(store.replaceIfMatch(key("never/there.json"), bytes("two"), one))
                .isFalse();

        assertThat(store.get(KEY)).isEmpty();
        assertThat(store.get(key("never/there.json"))).isEmpty();
    }

    @Test
    void listIsSortedByTheTextOfTheWholeKey() {
        for (String path : List.of("m/b", "m/a/z", "m/a-b", "m/a.json", "m/a0", "m/B", "m/_x/y/deep", "n/a", "m2/a")) {
            store.put(key(path), bytes(path));
        }

        List<String> expected = List.of("m/B", "m/_x/y/deep", "m/a-b", "m/a.json", "m/a/z", "m/a0", "m/b");
        assertThat(paths(store.list("m/", 100))).isEqualTo(expected);
        assertThat(paths(second.list("m/", 100))).isEqualTo(expected);
        assertThat(paths(store.list("m/a/", 100))).containsExactly("m/a/z");
        assertThat(store.list("missing/", 100)).isEmpty();
        assertThat(store.list("m/b/", 100)).isEmpty();
    }

    @Test
    void listReturnsTheFirstKeysUpToTheLimit() {
        for (String path : List.of("m/d", "m/b/x", "m/b/y", "m/c", "m/a/z")) {
            store.put(key(path), bytes(path));
        }
        store.delete(key("m/a/z"));

        assertThat(paths(store.list("m/", 1))).containsExactly("m/b/x");
        assertThat(paths(store.list("m/", 3))).containsExactly("m/b/x", "m/b/y", "m/c");
        assertThat(paths(store.list("m/", 4))).containsExactly("m/b/x", "m/b/y", "m/c", "m/d");
    }

    @Test
    void wrongListRequestsAreRefused() {
        assertThatThrownBy(() -> store.list("m", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.list("../", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.list("m/", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exactlyOneOfManyRacingCreatorsWins() throws Exception {
        for (int round = 0; round < times(20); round++) {
            ObjectKey contended = key("race/" + round);

            List<Boolean> wins = race(n -> storeOf(n).putIfAbsent(contended, bytes("writer " + n)));

            assertThat(wins).containsOnlyOnce(true);
            assertThat(text(store, contended)).isEqualTo("writer " + wins.indexOf(true));
        }
    }

    @Test
    void exactlyOneOfManyRacingReplacersWins() throws Exception {
        for (int round = 0; round < times(20); round++) {
            store.put(KEY, bytes("round " + round));
            ContentTag tag = store.get(KEY).orElseThrow().tag();

            List<Boolean> wins = race(n -> storeOf(n).replaceIfMatch(KEY, bytes("writer " + n), tag));

            assertThat(wins).containsOnlyOnce(true);
            assertThat(text(store, KEY)).isEqualTo("writer " + wins.indexOf(true));
        }
    }

    @Test
    void incrementsByReplaceIfMatchLoseNothing() throws Exception {
        store.put(KEY, bytes("0"));

        race(n -> {
            increment(storeOf(n), KEY, times(25));
            return true;
        });

        assertThat(text(store, KEY)).isEqualTo(Integer.toString(times(25) * THREADS));
    }

    @Test
    void objectDeletedBesideAReplaceIsNotBroughtBack() throws Exception {
        for (int round = 0; round < times(50); round++) {
            store.put(KEY, bytes("round " + round));
            ContentTag tag = store.get(KEY).orElseThrow().tag();

            race(n -> {
                if (n == 0) {
                    storeOf(n).delete(KEY);
                } else {
                    storeOf(n).replaceIfMatch(KEY, bytes("writer " + n), tag);
                }
                return true;
            });

            assertThat(store.get(KEY)).isEmpty();
        }
    }

    @Test
    void replaceThatAnswersYesWasNotOverwrittenByThePutBeforeIt() throws Exception {
        for (int round = 0; round < times(50); round++) {
            store.put(KEY, bytes("round " + round));
            ContentTag tag = store.get(KEY).orElseThrow().tag();

            race(n -> {
                if (n == 0) {
                    storeOf(n).put(KEY, bytes("put"));
                    return true;
                }
                return storeOf(n).replaceIfMatch(KEY, bytes("writer " + n), tag);
            });

            assertThat(text(store, KEY)).isEqualTo("put");
        }
    }

    @Test
    void readersSeeAllOfAnObjectOrNoneOfIt() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        store.put(KEY, filled(0));

        race(n -> {
            if (n > 0) {
                while (!done.get()) {
                    byte[] seen = storeOf(n).get(KEY).orElseThrow().content();
                    assertThat(seen).hasSize(100_000);
                    assertThat(seen).containsOnly(seen[0]);
                    assertThat(paths(storeOf(n).list("__recovery/", 10))).containsExactly(KEY.path());
                }
                return true;
            }
            try {
                for (int i = 1; i <= times(100); i++) {
                    if (i % 2 == 0) {
                        store.put(KEY, filled(i));
                    } else {
                        assertThat(store.replaceIfMatch(
                                        KEY,
                                        filled(i),
                                        store.get(KEY).orElseThrow().tag()))
                                .isTrue();
                    }
                }
            } finally {
                done.set(true);
            }
            return true;
        });
    }

    /** Adds to the counter so many times, by compare-and-set. */
    static void increment(ObjectStore store, ObjectKey counter, int times) {
        for (int done = 0; done < times; ) {
            StoredObject found = store.get(counter).orElseThrow();
            int value = Integer.parseInt(new String(found.content(), StandardCharsets.UTF_8));
            if (store.replaceIfMatch(counter, bytes(Integer.toString(value + 1)), found.tag())) {
                done++;
            }
        }
    }

    static ObjectKey key(String path) {
        return new ObjectKey(path);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(ObjectStore store, ObjectKey key) {
        return new String(store.get(key).orElseThrow().content(), StandardCharsets.UTF_8);
    }

    static List<String> paths(List<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::path).toList();
    }

    private static byte[] filled(int value) {
        byte[] content = new byte[100_000];
        Arrays.fill(content, (byte) value);
        return content;
    }

    private int times(int most) {
        return Math.max(1, most * effort() / 100);
    }

    private ObjectStore storeOf(int n) {
        return n % 2 == 0 ? store : second;
    }

    private interface Contender {
        boolean run(int n);
    }

    private static List<Boolean> race(Contender contender) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Callable<Boolean>> tasks = IntStream.range(0, THREADS)
                    .<Callable<Boolean>>mapToObj(n -> () -> {
                        start.await();
                        return contender.run(n);
                    })
                    .toList();
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> task : pool.invokeAll(tasks)) {
                results.add(task.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
