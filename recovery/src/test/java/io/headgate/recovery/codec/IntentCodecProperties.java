package io.headgate.recovery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.NewerFormat;
import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.Attempt;
import io.headgate.recovery.intent.EffectKind;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.Lineage;
import io.headgate.recovery.intent.Owner;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import io.headgate.recovery.intent.TableEffect;
import io.headgate.recovery.intent.TableRead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class IntentCodecProperties {

    private final JsonCodec<Intent> codec = new JsonCodec<>(Intent.class, Intent.FORMAT_VERSION, "intent");

    @Property(tries = 200)
    void anIntentComesBackAsItWasWritten(@ForAll("intents") Intent intent) {
        assertThat(codec.read(codec.write(intent), "here")).isEqualTo(intent);
    }

    @Property(tries = 200)
    void aTruncatedIntentIsRefusedAsCorrupt(@ForAll("intents") Intent intent, @ForAll @IntRange(max = 99) int percent) {
        byte[] whole = codec.write(intent);
        byte[] part = Arrays.copyOf(whole, whole.length * percent / 100);

        assertThatThrownBy(() -> codec.read(part, "__recovery/x.json"))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("__recovery/x.json");
    }

    @Property(tries = 500)
    void aDamagedIntentNeverFailsInAnotherWay(
            @ForAll("intents") Intent intent, @ForAll int position, @ForAll byte replacement) {
        byte[] bytes = codec.write(intent);
        bytes[Math.floorMod(position, bytes.length)] = replacement;

        Throwable thrown = catchThrowable(() -> codec.read(bytes, "here"));

        assertThat(thrown == null || thrown instanceof HeadgateException)
                .as("thrown: %s", thrown)
                .isTrue();
    }

    @Property(tries = 20)
    void aNewerFormatIsRefusedAsSuch(@ForAll("intents") Intent intent, @ForAll @IntRange(min = 2) int format) {
        String newer = new String(codec.write(intent), StandardCharsets.UTF_8)
                .replace("\"format_version\":1", "\"format_version\":" + format);

        assertThatThrownBy(() -> codec.read(newer.getBytes(StandardCharsets.UTF_8), "here"))
                .isInstanceOf(NewerFormat.class)
                .hasMessageContaining("format " + format);
    }

    @Provide
    Arbitrary<Intent> intents() {
        Arbitrary<String> text =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20).filter(s -> !s.isBlank());
        Arbitrary<Long> number = Arbitraries.longs().between(0, Long.MAX_VALUE / 4);
        Arbitrary<SourceClaim> claim = Combinators.combine(
                        text, Arbitraries.integers().greaterOrEqual(0), number)
                .as((name, partition, from) ->
                        new SourceClaim(new SourcePartition("c", name, "t", partition), from, from + 1));
        Arbitrary<TableEffect> effect = Combinators.combine(
                        text, Arbitraries.of(EffectKind.class), text.list().ofMaxSize(5), number)
                .as((name, kind, texts, rows) -> new TableEffect(
                        new TableId(name), 1, "nodes/a.lance", 1, kind, texts, rows, texts, attempts(texts, rows)));
        Arbitrary<Instant> time =
                Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli);
        return Combinators.combine(
                        text,
                        Arbitraries.longs().greaterOrEqual(1),
                        time,
                        effect.list().ofMaxSize(3),
                        claim.list().ofMaxSize(3),
                        number)
                .as((actor, base, at, effects, claims, polled) -> new Intent(
                        Intent.FORMAT_VERSION,
                        new IntentId("i"),
                        new GraphId("g"),
                        "main",
                        new Lineage(new GraphVersion(base), new CommitId("c" + base)),
                        claims.isEmpty() ? "load" : "ingest",
                        actor,
                        new Owner("host", 1, at),
                        at,
                        polled % 2 == 0 ? Optional.empty() : Optional.of(at),
                        polled % 3 == 0 ? Optional.empty() : Optional.of(actor),
                        effects.stream()
                                .map(read -> new TableRead(read.table(), base))
                                .toList(),
                        effects,
                        claims,
                        new Account(polled, polled, 0, 0, 0)));
    }

    private static List<Attempt> attempts(List<String> names, long rows) {
        return names.isEmpty()
                ? List.of()
                : List.of(new Attempt(1, names.stream().map(TransactionId::new).toList(), rows));
    }
}
