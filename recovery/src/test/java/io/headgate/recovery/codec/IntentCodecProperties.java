package io.headgate.recovery.codec;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.Lineage;
import io.headgate.recovery.intent.Owner;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import io.headgate.recovery.intent.TableEffect;
import io.headgate.recovery.intent.TableRead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class IntentCodecProperties {

    /** How many an effect keeps. */
    private static final int MOST_ATTEMPTS = 32;

    private static final ObjectMapper JSON = new ObjectMapper();
    private final JsonCodec<Intent> codec = IntentCodec.create();

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
    void aDamagedIntentIsAlwaysNoticedAndNeverFailsInAnotherWay(
            @ForAll("intents") Intent intent, @ForAll int position, @ForAll byte replacement) {
        byte[] bytes = codec.write(intent);
        bytes[Math.floorMod(position, bytes.length)] = replacement;

        Throwable thrown = catchThrowable(() -> codec.read(bytes, "here"));

        if (Arrays.equals(bytes, codec.write(intent))) {
            assertThat(thrown).isNull();
        } else {
            assertThat(thrown).isInstanceOf(HeadgateException.class);
        }
    }

    @Property(tries = 50)
    void anIntentOfFormat1IsReadAsOneWithoutMaintenance(@ForAll("intents") Intent intent) throws IOException {
        ObjectNode old = (ObjectNode) JSON.readTree(codec.write(intent));
        old.put("format_version", 1);
        for (JsonNode effect : old.path("effects")) {
            ((ObjectNode) effect).remove(List.of("rewrites", "indexes", "indexed_up_to"));
        }

        Intent read = codec.read(sealed(old), "here");

        assertThat(read.formatVersion()).isEqualTo(Intent.FORMAT_VERSION);
        assertThat(read.claims()).isEqualTo(intent.claims());
        assertThat(read.effects()).allSatisfy(effect -> {
            assertThat(effect.rewrites()).isEmpty();
            assertThat(effect.indexes()).isEmpty();
            assertThat(effect.indexedUpTo()).isEmpty();
        });
    }

    @Property(tries = 20)
    void aNewerFormatIsRefusedAsSuch(@ForAll("intents") Intent intent, @ForAll @IntRange(min = 3) int format)
            throws IOException {
        String newer = new String(codec.write(intent), StandardCharsets.UTF_8)
                .replace("\"format_version\":2", "\"format_version\":" + format);

        assertThatThrownBy(() -> codec.read(sealed(JSON.readTree(newer)), "here"))
                .isInstanceOf(NewerFormat.class)
                .hasMessageContaining("format " + format);
    }

    @Property(tries = 200)
    void anUnknownFieldAnywhereIsRefused(@ForAll("intents") Intent intent, @ForAll int place) throws IOException {
        JsonNode tree = unsealed(codec.write(intent));
        List<ObjectNode> objects = objectsIn(tree);
        objects.get(Math.floorMod(place, objects.size())).put("added_later", 1);

        assertThatThrownBy(() -> codec.read(sealed(tree), "here"))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("added_later");
    }

    @Property(tries = 200)
    void attemptsAnnouncedLaterComeBackInTheirOrder(
            @ForAll("intents") Intent intent, @ForAll("attempts") List<Attempt> attempts) {
        Intent announcing = intent;
        for (Attempt attempt : attempts) {
            announcing = announcing.announcing(intent.effects().stream()
                    .map(TableEffect::table)
                    .distinct()
                    .collect(toMap(table -> table, table -> attempt)));
        }

        Intent read = codec.read(codec.write(announcing), "here");

        for (int effect = 0; effect < intent.effects().size(); effect++) {
            List<Attempt> before = intent.effects().get(effect).attempts();
            List<Attempt> all =
                    Stream.concat(before.stream(), attempts.stream()).toList();
            List<Attempt> newest = all.subList(Math.max(0, all.size() - MOST_ATTEMPTS), all.size());
            assertThat(read.effects().get(effect).attempts()).isEqualTo(newest);
        }
    }

    @Property(tries = 50)
    void anAttemptWithoutATransactionIsRefused(@ForAll("intents") Intent intent) throws IOException {
        JsonNode tree = unsealed(codec.write(intent));
        List<JsonNode> steps = tree.findValues("steps");
        Assume.that(!steps.isEmpty());
        ((ArrayNode) steps.get(0)).removeAll();

        assertThatThrownBy(() -> codec.read(sealed(tree), "here"))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("at least one transaction");
    }

    private static ObjectNode unsealed(byte[] content) throws IOException {
        return ((ObjectNode) JSON.readTree(content)).without(Seal.FIELD);
    }

    private static byte[] sealed(JsonNode tree) throws IOException {
        return Seal.on(JSON.writeValueAsBytes(((ObjectNode) tree).without(Seal.FIELD)));
    }

    private static List<ObjectNode> objectsIn(JsonNode tree) {
        List<ObjectNode> objects = new ArrayList<>();
        if (tree instanceof ObjectNode object) {
            objects.add(object);
        }
        tree.forEach(child -> objects.addAll(objectsIn(child)));
        return objects;
    }

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        return attempt().list().ofMaxSize(40);
    }

    /** Of one step or of several. */
    private static Arbitrary<Attempt> attempt() {
        Arbitrary<Long> number = Arbitraries.longs().between(0, Long.MAX_VALUE);
        Arbitrary<TransactionId> step = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(s -> !s.isBlank())
                .map(TransactionId::new);
        return Combinators.combine(number, step.list().ofMinSize(1).ofMaxSize(4), number)
                .as(Attempt::new);
    }

    @Provide
    Arbitrary<Intent> intents() {
        Arbitrary<String> text =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20).filter(s -> !s.isBlank());
        Arbitrary<Long> number = Arbitraries.longs().between(0, Long.MAX_VALUE / 4);
        Arbitrary<SourceClaim> claim = Combinators.combine(
                        text, Arbitraries.integers().greaterOrEqual(0), number)
                .as((name, partition, from) ->
                        new SourceClaim(new SourcePartition("c", name, "t", partition), from, from + 1, partition));
        Arbitrary<TableEffect> effect = Combinators.combine(
                        text,
                        Arbitraries.of(EffectKind.class),
                        text.list().ofMaxSize(5),
                        number,
                        attempt().list().ofMaxSize(3))
                .as((name, kind, texts, rows, attempts) -> new TableEffect(
                        new TableId(name),
                        1,
                        "nodes/a.lance",
                        1,
                        kind,
                        texts,
                        rows,
                        texts,
                        texts.isEmpty() ? List.of() : List.of(new FragmentRewrite(texts, texts, rows)),
                        texts.stream()
                                .map(segment -> new IndexBuild(name, segment, texts))
                                .toList(),
                        rows % 2 == 0 ? Optional.empty() : Optional.of(new GraphVersion(rows)),
                        attempts));
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
}
