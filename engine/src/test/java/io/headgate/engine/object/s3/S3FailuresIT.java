package io.headgate.engine.object.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.ContentTag;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.s3.S3Gateway;
import io.headgate.engine.s3.S3Mishap;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.s3.ScriptedMishaps;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.error.StorageUnavailable.Reason;
import io.headgate.recovery.id.IdSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What the object store makes of everything that can go wrong between it and an S3 server. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class S3FailuresIT {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private static final ObjectKey KEY = new ObjectKey("__manifest/main/1.json");
    private static final int ATTEMPTS = 4;

    private final ScriptedMishaps mishaps = new ScriptedMishaps();
    private final S3Prefix prefix = S3.server().fresh();
    private S3Gateway gateway;
    private ObjectStore store;
    /** Past the gateway. */
    private ObjectStore direct;

    @BeforeEach
    void open() throws Exception {
        gateway = S3Gateway.before(S3.server().endpoint(), mishaps);
        store = open(prefix, gateway.endpoint());
        direct = open(prefix, S3.server().endpoint());
    }

    @AfterEach
    void close() {
        store.close();
        direct.close();
        gateway.close();
    }

    @Test
    void aPutThatWonIsAWinEvenWhenItsAnswerIsLost() {
        for (S3Mishap mishap : List.of(S3Mishap.ANSWER_LOST, S3Mishap.ANSWER_GARBLED)) {
            direct.delete(KEY);
            mishaps.script("PUT", mishap);

            assertThat(store.putIfAbsent(KEY, bytes("ours"))).isTrue();

            assertThat(mishaps.count("PUT")).as("sent once").isEqualTo(1);
            assertThat(text()).isEqualTo("ours");
        }
    }

    @Test
    void aReplacementThatWonIsAWinEvenWhenItsAnswerIsLost() {
        direct.put(KEY, bytes("old"));
        ContentTag old = tag();
        mishaps.script("PUT", S3Mishap.ANSWER_LOST);

        assertThat(store.replaceIfMatch(KEY, bytes("ours"), old)).isTrue();

        assertThat(mishaps.count("PUT")).isEqualTo(1);
        assertThat(text()).isEqualTo("ours");
    }

    /** As Ceph 16 does, which compares what is between the quotes with what it is sent. */
    @Test
    void aServerThatKnowsTagsOnlyWithoutQuotesReplacesWhatMatches() throws Exception {
        direct.put(KEY, bytes("old"));
        ContentTag old = tag();
        try (S3Gateway literal = S3Gateway.before(
                        S3.server().endpoint(),
                        call -> call.header("If-Match").orElse("").startsWith("\"")
                                ? S3Mishap.REFUSAL
                                : S3Mishap.NONE);
                ObjectStore there = open(prefix, literal.endpoint())) {
            assertThat(there.replaceIfMatch(KEY, bytes("ours"), old)).isTrue();
            assertThat(text()).isEqualTo("ours");

            assertThat(there.replaceIfMatch(KEY, bytes("late"), old)).isFalse();
            there.delete(KEY);
            assertThat(there.replaceIfMatch(KEY, bytes("late"), old)).isFalse();
            assertThat(there.get(KEY)).isEmpty();
            there.requireConditionalPuts();
        }
    }

    @Test
    void aPutThatMayStillArriveIsUnknownAndNotSentAgain() {
        mishaps.script("PUT", S3Mishap.REQUEST_LOST);

        assertUnavailable(Reason.NO_ANSWER, () -> store.putIfAbsent(KEY, bytes("ours")));

        assertThat(mishaps.count("PUT")).isEqualTo(1);
        assertThat(direct.get(KEY)).isEmpty();
    }

    @Test
    void aPutThatArrivesWhenNobodyWaitsForItAnyMoreIsUnknown() {
        try (ObjectStore hasty = open(prefix, settings(gateway.endpoint(), 200))) {
            mishaps.script("PUT", S3Mishap.LATE);

            assertUnavailable(Reason.NO_ANSWER, () -> hasty.putIfAbsent(KEY, bytes("ours")));

            assertThat(mishaps.count("PUT")).as("sent once").isEqualTo(1);
        }
        await().untilAsserted(() -> assertThat(text()).isEqualTo("ours"));
        assertThat(store.putIfAbsent(KEY, bytes("again"))).isFalse();
    }

    @Test
    void aLostAnswerIsUnknownWhenSomebodyElsesObjectIsThere() {
        direct.put(KEY, bytes("theirs"));
        mishaps.script("PUT", S3Mishap.ANSWER_LOST);

        assertUnavailable(Reason.NO_ANSWER, () -> store.putIfAbsent(KEY, bytes("ours")));

        assertThat(text()).isEqualTo("theirs");
    }

    @Test
    void equalContentOfSomebodyElseIsNotTakenForOurs() {
        direct.put(KEY, bytes("the same"));

        assertThat(store.putIfAbsent(KEY, bytes("the same"))).isFalse();
    }

    @Test
    void aWriteThatWasRefusedForAWhileIsSentAgain() {
        mishaps.script("PUT", S3Mishap.SLOW_DOWN, S3Mishap.SLOW_DOWN);
        assertThat(store.putIfAbsent(KEY, bytes("ours"))).isTrue();
        assertThat(mishaps.count("PUT")).isEqualTo(3);

        mishaps.script("DELETE", S3Mishap.SLOW_DOWN);
        store.delete(KEY);
        assertThat(direct.get(KEY)).isEmpty();

        mishaps.script("PUT", S3Mishap.SLOW_DOWN);
        store.put(KEY, bytes("again"));
        assertThat(text()).isEqualTo("again");
    }

    @Test
    void aWriteWithALostAnswerIsNotSentAgain() {
        mishaps.script("PUT", S3Mishap.ANSWER_LOST);
        assertUnavailable(Reason.NO_ANSWER, () -> store.put(KEY, bytes("ours")));
        assertThat(mishaps.count("PUT")).isEqualTo(1);
        assertThat(text()).isEqualTo("ours");

        mishaps.script("DELETE", S3Mishap.ANSWER_GARBLED);
        assertUnavailable(Reason.NO_ANSWER, () -> store.delete(KEY));
        assertThat(mishaps.count("DELETE")).isEqualTo(1);
        assertThat(direct.get(KEY)).isEmpty();
    }

    @Test
    void aStoreThatStaysBusyIsGivenUpAfterSoManyAttempts() {
        mishaps.script(call -> true, many(S3Mishap.SLOW_DOWN));

        assertUnavailable(Reason.THROTTLED, () -> store.putIfAbsent(KEY, bytes("ours")));

        assertThat(mishaps.calls()).hasSize(ATTEMPTS);
    }

    @Test
    void aReadIsSentAgainWhateverHappens() {
        byte[] content = bytes("x".repeat(100_000));
        direct.put(KEY, content);
        mishaps.script("GET", S3Mishap.BODY_CUT, S3Mishap.INTERNAL_ERROR, S3Mishap.SLOW_DOWN);

        assertThat(store.get(KEY).orElseThrow().content()).isEqualTo(content);

        assertThat(mishaps.count("GET")).isEqualTo(ATTEMPTS);
        mishaps.script("GET", S3Mishap.INTERNAL_ERROR, S3Mishap.REQUEST_LOST);
        assertThat(store.list("__manifest/", 10)).containsExactly(KEY);
    }

    @Test
    void aReadThatKeepsFailingIsNotAnObjectMissing() {
        direct.put(KEY, bytes("there"));
        mishaps.script("GET", many(S3Mishap.BODY_CUT));

        assertUnavailable(Reason.NO_ANSWER, () -> store.get(KEY));
    }

    @Test
    void longListingsComeInPagesAndLeaveStrangersOut() throws Exception {
        Path directory = Files.createDirectories(S3.server().files(prefix).resolve("m"));
        for (int i = 0; i < 1_050; i++) {
            Files.writeString(directory.resolve(String.format("%05d.json", i)), "x");
        }
        Files.writeString(directory.resolve("00000 not a key"), "x");
        List<ObjectKey> all = IntStream.range(0, 1_050)
                .mapToObj(i -> new ObjectKey(String.format("m/%05d.json", i)))
                .toList();

        assertThat(store.list("m/", 5_000)).isEqualTo(all);
        assertThat(store.list("m/", 1_001)).isEqualTo(all.subList(0, 1_001));
    }

    @Test
    void wrongCredentialsAreToldAsSuchAndNotShown() throws Exception {
        String secret = "a-secret-that-nobody-may-see";
        S3Access access = S3Access.of(
                settings(S3.server().endpoint(), 5_000),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("somebody-else", secret)));
        try (S3Storage storage = S3Storage.open(prefix, access, ids())) {
            StorageUnavailable denied =
                    assertUnavailable(Reason.DENIED, () -> storage.objects().put(KEY, bytes("x")));
            assertUnavailable(Reason.DENIED, () -> storage.objects().list("m/", 1));
            assertUnavailable(Reason.DENIED, () -> storage.objects().get(KEY));
            assertThatThrownBy(() -> storage.objects().requireConditionalPuts())
                    .isInstanceOf(BadConfiguration.class)
                    .hasMessageContaining("credentials");

            StringWriter trace = new StringWriter();
            denied.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString() + storage + access).doesNotContain(secret);
        }
    }

    @Test
    void aMissingBucketIsToldAsSuch() {
        try (ObjectStore nowhere =
                open(new S3Prefix("nowhere", "graph"), S3.server().endpoint())) {
            assertUnavailable(Reason.NO_SUCH_STORE, () -> nowhere.get(KEY));
            assertUnavailable(Reason.NO_SUCH_STORE, () -> nowhere.list("m/", 1));
            assertUnavailable(Reason.NO_SUCH_STORE, () -> nowhere.putIfAbsent(KEY, bytes("x")));
            assertThatThrownBy(nowhere::requireConditionalPuts)
                    .isInstanceOf(BadConfiguration.class)
                    .hasMessageContaining("s3://nowhere/graph")
                    .hasMessageContaining("bucket");
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (ObjectStore store = open(prefix, nobody)) {
            assertUnavailable(Reason.NO_ANSWER, () -> store.get(KEY));
            assertUnavailable(Reason.NO_ANSWER, () -> store.putIfAbsent(KEY, bytes("x")));
        }
    }

    @Test
    void aServerThatNeverAnswersIsUnavailable() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ObjectStore store =
                        open(prefix, settings(URI.create("http://127.0.0.1:" + silent.getLocalPort()), 300))) {
            assertUnavailable(Reason.NO_ANSWER, () -> store.putIfAbsent(KEY, bytes("x")));
        }
    }

    @Test
    void anInterruptedCallIsUnknownAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertUnavailable(Reason.NO_ANSWER, () -> store.putIfAbsent(KEY, bytes("x")));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aStoreThatKeepsConditionsPassesTheProbeAndKeepsNothingOfIt() {
        store.requireConditionalPuts();

        assertThat(direct.list("__probe/", 10)).isEmpty();
    }

    private static S3Mishap[] many(S3Mishap mishap) {
        return IntStream.range(0, 100).mapToObj(i -> mishap).toArray(S3Mishap[]::new);
    }

    private static StorageUnavailable assertUnavailable(Reason reason, Runnable call) {
        StorageUnavailable thrown = catchThrowableOfType(StorageUnavailable.class, call::run);
        assertThat(thrown).isNotNull();
        assertThat(thrown.reason()).as(thrown.getMessage()).isEqualTo(reason);
        return thrown;
    }

    private static ObjectStore open(S3Prefix prefix, URI endpoint) {
        return open(prefix, settings(endpoint, 5_000));
    }

    private static ObjectStore open(S3Prefix prefix, S3Settings settings) {
        return S3Storage.open(prefix, settings, ids()).objects();
    }

    private static S3Settings settings(URI endpoint, int requestMillis) {
        S3Settings settings = S3Server.settingsFor(endpoint);
        return new S3Settings(
                settings.endpoint(),
                Optional.empty(),
                true,
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofMillis(requestMillis),
                ATTEMPTS,
                4);
    }

    private static IdSource ids() {
        return new IdSource(Clock.systemUTC(), new SecureRandom());
    }

    private String text() {
        return direct.get(KEY)
                .map(found -> new String(found.content(), StandardCharsets.UTF_8))
                .orElse("");
    }

    private ContentTag tag() {
        return direct.get(KEY).orElseThrow().tag();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
