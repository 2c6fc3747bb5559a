package io.headgate.engine.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IdSource;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalObjectStoreTest extends ObjectStoreContract {

    private static final ObjectKey KEY = key("__manifest/main/1.json");

    @TempDir
    private Path temporary;

    private Path root = Path.of("unused");
    private final List<String> forced = new ArrayList<>();

    @Override
    protected ObjectStore openEmpty() {
        root = temporary.resolve("graph with a space");
        return openSame();
    }

    @Override
    protected ObjectStore openSame() {
        return LocalObjectStore.open(root, Durability.PROCESS_CRASH, new DiskForcer(), ids());
    }

    @Test
    void openingAndReadingCreateNothing() {
        ObjectStore store = openSame();

        assertThat(store.get(KEY)).isEmpty();
        assertThat(store.list("__manifest/", 1)).isEmpty();
        store.delete(KEY);

        assertThat(root).doesNotExist();
    }

    @Test
    void incrementsOfSeveralProcessesLoseNothing() throws Exception {
        ObjectStore store = openSame();
        store.put(KEY, bytes("0"));

        List<Process> children = List.of(incrementing(200), incrementing(200));
        try {
            increment(store, KEY, 200);
            for (Process child : children) {
                assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(child.exitValue()).isZero();
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }

        assertThat(text(store, KEY)).isEqualTo("600");
    }

    @Test
    void putReplaceAndDeleteWaitForWhoeverIsBetweenCheckAndRename() throws Exception {
        ObjectStore store = openSame();
        store.put(KEY, bytes("one"));
        ContentTag one = store.get(KEY).orElseThrow().tag();
        StoreLock held = new StoreLock(root.resolve("../" + root.getFileName()).resolve(LocalObjectStore.LOCK));

        for (Runnable change : List.<Runnable>of(
                () -> store.replaceIfMatch(KEY, bytes("two"), one),
                () -> store.put(KEY, bytes("three")),
                () -> store.delete(KEY))) {
            Thread waiting = new Thread(change);
            held.holding(() -> {
                byte[] before = store.get(KEY).orElseThrow().content();
                waiting.start();
                await().until(() -> waiting.getState() == Thread.State.WAITING || !waiting.isAlive());
                assertThat(waiting.isAlive()).isTrue();
                assertThat(store.get(KEY).orElseThrow().content()).isEqualTo(before);
                return true;
            });
            waiting.join();
        }

        assertThat(store.get(KEY)).isEmpty();
    }

    @Test
    void finishedCallsLeaveNoTemporaryFiles() throws Exception {
        ObjectStore store = openSame();
        store.put(KEY, bytes("one"));
        store.putIfAbsent(KEY, bytes("two"));
        store.replaceIfMatch(KEY, bytes("three"), store.get(KEY).orElseThrow().tag());
        store.replaceIfMatch(KEY, bytes("four"), new ContentTag("other"));

        assertThat(filesBelow(root)).containsExactlyInAnyOrder(".lock", "__manifest/main/1.json");
    }

    @Test
    void filesThatAreNoObjectsAreNotListed() throws Exception {
        ObjectStore store = openSame();
        store.put(KEY, bytes("one"));
        Files.writeString(root.resolve("__manifest/main/.tmp-LEFT"), "half of an obj");
        Files.writeString(root.resolve("__manifest/main/not a key"), "x");

        assertThat(paths(store.list("__manifest/", 10))).containsExactly(KEY.path());
    }

    @Test
    void contentIsForcedBeforeItHasItsNameAndTheNameBeforeTheCallReturns() {
        LocalObjectStore store = forcing();

        store.putIfAbsent(KEY, bytes("one"));

        assertThat(forced)
                .containsExactly(
                        "directory of graph with a space",
                        "directory of __manifest",
                        "directory of main",
                        "content without name",
                        "entries of main with 1.json");
    }

    @Test
    void everyChangeOfEntriesIsForced() {
        LocalObjectStore store = forcing();
        store.put(KEY, bytes("one"));
        ContentTag tag = store.get(KEY).orElseThrow().tag();

        assertThat(forcedBy(() -> store.put(KEY, bytes("one"))))
                .containsExactly("content with name", "entries of main with 1.json");
        assertThat(forcedBy(() -> store.replaceIfMatch(KEY, bytes("two"), tag)))
                .containsExactly("content with name", "entries of main with 1.json");
        assertThat(forcedBy(() -> store.putIfAbsent(KEY, bytes("lost"))))
                .containsExactly("entries of main with 1.json");
        assertThat(forcedBy(() -> store.delete(KEY))).containsExactly("entries of main");
    }

    @Test
    void directoryThatSomebodyElseCreatedIsForcedToo() {
        openSame().put(key("__manifest/main/0.json"), bytes("zero"));

        forcing().put(KEY, bytes("one"));

        assertThat(forced)
                .startsWith("directory of graph with a space", "directory of __manifest", "directory of main");
    }

    @Test
    void processCrashDurabilityForcesNothing() {
        LocalObjectStore store = LocalObjectStore.open(root, Durability.PROCESS_CRASH, recording(), ids());

        store.putIfAbsent(KEY, bytes("one"));
        store.put(KEY, bytes("two"));
        store.delete(KEY);

        assertThat(forced).isEmpty();
    }

    @Test
    void realDiskCanBeForced() {
        LocalObjectStore store = LocalObjectStore.open(root, Durability.POWER_LOSS, new DiskForcer(), ids());

        store.putIfAbsent(KEY, bytes("one"));
        store.delete(KEY);

        assertThat(store.get(KEY)).isEmpty();
    }

    @Test
    void failedForceIsStorageUnavailableWithTheOperationAndTheKey() {
        FileForcer broken = new FileForcer() {
            @Override
            public void forceFile(Path file) throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public void forceDirectory(Path directory) {}
        };
        LocalObjectStore store = LocalObjectStore.open(root, Durability.POWER_LOSS, broken, ids());

        assertThatThrownBy(() -> store.put(KEY, bytes("one")))
                .asInstanceOf(type(StorageUnavailable.class))
                .satisfies(e -> assertThat(e.operation()).isEqualTo("put " + KEY.path()))
                .satisfies(e -> assertThat(e).hasMessageContaining("disk on fire"));
        assertThat(store.get(KEY)).isEmpty();
        assertThat(store.list("__manifest/", 10)).isEmpty();
    }

    @Test
    void objectThatCannotBeLookedAtIsNotTakenForMissing() throws Exception {
        ObjectStore store = openSame();
        store.put(key("__manifest/main/0.json"), bytes("zero"));
        Path endless = root.resolve(KEY.path());
        Files.createSymbolicLink(endless, endless);

        assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(() -> store.delete(KEY)).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(() -> store.replaceIfMatch(KEY, bytes("x"), new ContentTag("any")))
                .isInstanceOf(StorageUnavailable.class);
    }

    @Test
    void fileSystemWithHardLinksIsAccepted() throws Exception {
        LocalObjectStore store = LocalObjectStore.open(root, Durability.POWER_LOSS, new DiskForcer(), ids());

        assertThatCode(store::requireConditionalPuts).doesNotThrowAnyException();

        assertThat(filesBelow(root)).isEmpty();
    }

    @Test
    void fileSystemWithoutHardLinksIsRefused() throws Exception {
        HardLinker unsupported = (name, existing) -> {
            throw new UnsupportedOperationException();
        };
        HardLinker forbidden = (name, existing) -> {
            throw new FileSystemException(name.toString(), existing.toString(), "Operation not permitted");
        };
        HardLinker replacing = (name, existing) -> Files.copy(existing, name, StandardCopyOption.REPLACE_EXISTING);

        for (HardLinker linker : List.of(unsupported, forbidden, replacing)) {
            LocalObjectStore store =
                    LocalObjectStore.open(root, Durability.PROCESS_CRASH, new DiskForcer(), ids(), linker);
            assertThatThrownBy(store::requireConditionalPuts)
                    .isInstanceOf(BadConfiguration.class)
                    .hasMessageContaining("no hard links")
                    .hasMessageContaining(root.toString());
        }
        assertThat(filesBelow(root)).isEmpty();
    }

    private LocalObjectStore forcing() {
        return LocalObjectStore.open(root, Durability.POWER_LOSS, recording(), ids());
    }

    private List<String> forcedBy(Runnable action) {
        forced.clear();
        action.run();
        return forced;
    }

    /** Writes down what was forced, and what a power cut at that moment would have left. */
    private FileForcer recording() {
        return new FileForcer() {
            @Override
            public void forceFile(Path file) {
                boolean named = Files.exists(root.resolve(KEY.path()));
                forced.add("content " + (named ? "with" : "without") + " name");
            }

            @Override
            public void forceDirectory(Path directory) throws IOException {
                boolean leaf = directory.endsWith("main");
                boolean named = Files.exists(root.resolve(KEY.path()));
                if (leaf) {
                    forced.add("entries of main" + (named ? " with 1.json" : ""));
                    return;
                }
                try (Stream<Path> children = Files.list(directory)) {
                    children.filter(Files::isDirectory)
                            .forEach(child -> forced.add("directory of " + child.getFileName()));
                }
            }
        };
    }

    private Process incrementing(int times) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IncrementingProcess.class.getName(),
                        root.toString(),
                        KEY.path(),
                        Integer.toString(times))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }

    private static IdSource ids() {
        return new IdSource(Clock.systemUTC(), new SecureRandom());
    }
}
