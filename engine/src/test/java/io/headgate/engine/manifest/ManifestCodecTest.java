package io.headgate.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.codec.Seal;
import io.headgate.recovery.id.GraphVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ManifestCodecTest {

    /** As it was written before there were maintenance and cleanup. */
    private static final String FORMAT_1 = """
            {"format_version":1,"version":7,"parent":6,"branch":"main","commit":"c7","operation":"ingest","actor":"worker",\
            "reason":null,"committed_at":"2026-01-31T10:00:00Z","schema":"s","tables":[{"id":"t","incarnation":1,\
            "kind":"NODE","name":"Person","path":"nodes/person-t.lance","lance_branch":"main","version":12,\
            "transaction":"x","rows":3}],"sources":[],"intents":["i"],"account":{"polled":0,"applied":0,\
            "deduplicated":0,"filtered":0,"dead_lettered":0},"totals":{"polled":0,"applied":0,"deduplicated":0,\
            "filtered":0,"dead_lettered":0}}""";

    private final JsonCodec<GraphManifest> codec = ManifestCodec.create();

    @Test
    void aVersionOfFormat1IsReadAsOneThatWasNeverMaintained() {
        GraphManifest read = codec.read(Seal.on(FORMAT_1.getBytes(StandardCharsets.UTF_8)), "here");

        assertThat(read.oldest()).isEqualTo(GraphVersion.FIRST);
        assertThat(read.tables()).singleElement().satisfies(pin -> {
            assertThat(pin.version()).isEqualTo(12);
            assertThat(pin.content()).isEqualTo(12);
            assertThat(pin.shaped()).isEqualTo(12);
            assertThat(pin.indexed()).isEmpty();
        });
    }

    @Test
    void whatIsReadIsWrittenInTheNewestFormat() {
        GraphManifest read = codec.read(Seal.on(FORMAT_1.getBytes(StandardCharsets.UTF_8)), "here");

        assertThat(read.formatVersion()).isEqualTo(GraphManifest.FORMAT_VERSION);
        assertThat(codec.read(codec.write(read), "here")).isEqualTo(read);
    }
}
