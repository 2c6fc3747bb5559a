package io.headgate.recovery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.NewerFormat;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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

final class RecoveryRecordCodecProperties {

    private static final String KEY = "__audit/x.json";

    private final JsonCodec<RecoveryRecord> codec =
            new JsonCodec<>(RecoveryRecord.class, RecoveryRecord.FORMAT_VERSION, "recovery record");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 200)
    void aRecordComesBackAsItWasWritten(@ForAll("records") RecoveryRecord recovery) {
        assertThat(codec.read(codec.write(recovery), KEY)).isEqualTo(recovery);
    }

    @Property(tries = 200)
    void anUnknownFieldAnywhereIsRefused(@ForAll("records") RecoveryRecord recovery, @ForAll int place)
            throws IOException {
        JsonNode tree = unsealed(codec.write(recovery));
        List<ObjectNode> objects = objectsIn(tree);
        objects.get(Math.floorMod(place, objects.size())).put("added_later", 1);

        assertThatThrownBy(() -> codec.read(sealed(tree), KEY))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("added_later");
    }

    @Property(tries = 200)
    void aMissingFieldIsRefused(@ForAll("records") RecoveryRecord recovery, @ForAll int place) throws IOException {
        ObjectNode tree = unsealed(codec.write(recovery));
        List<String> names = new ArrayList<>();
        tree.fieldNames().forEachRemaining(names::add);
        tree.remove(names.get(Math.floorMod(place, names.size())));

        assertThatThrownBy(() -> codec.read(sealed(tree), KEY)).isInstanceOf(CorruptState.class);
    }

    @Property(tries = 50)
    void aNewerFormatIsRefusedAsSuch(@ForAll("records") RecoveryRecord recovery, @ForAll @IntRange(min = 2) int format)
            throws IOException {
        String newer = new String(codec.write(recovery), StandardCharsets.UTF_8)
                .replace("\"format_version\":1", "\"format_version\":" + format + ",\"added_later\":1");

        assertThatThrownBy(() -> codec.read(sealed(JSON.readTree(newer)), KEY))
                .isInstanceOf(NewerFormat.class)
                .hasMessageContaining("format " + format);
    }

    @Property(tries = 200)
    void aTruncatedRecordIsRefusedAsCorrupt(
            @ForAll("records") RecoveryRecord recovery, @ForAll @IntRange(max = 99) int percent) {
        byte[] whole = codec.write(recovery);
        byte[] part = Arrays.copyOf(whole, whole.length * percent / 100);

        assertThatThrownBy(() -> codec.read(part, KEY)).isInstanceOf(CorruptState.class);
    }

    @Property(tries = 500)
    void aDamagedRecordIsAlwaysNoticedAndNeverFailsInAnotherWay(
            @ForAll("records") RecoveryRecord recovery, @ForAll int position, @ForAll byte replacement) {
        byte[] bytes = codec.write(recovery);
        bytes[Math.floorMod(position, bytes.length)] = replacement;

        Throwable thrown = catchThrowable(() -> codec.read(bytes, KEY));

        if (Arrays.equals(bytes, codec.write(recovery))) {
            assertThat(thrown).isNull();
        } else {
            assertThat(thrown).isInstanceOf(HeadgateException.class);
        }
    }

    @Property(tries = 50)
    void aRecordThatSettlesNothingOrContradictsItselfCannotBeRead(@ForAll("records") RecoveryRecord recovery)
            throws IOException {
        for (Decision decision : Decision.values()) {
            ObjectNode tree = unsealed(codec.write(recovery));
            tree.put("decision", decision.name());
            boolean settles = decision != Decision.LEAVE && decision != Decision.REFUSE;
            boolean agrees = decision.discards() == recovery.publishedIn().isEmpty();

            Throwable thrown = catchThrowable(() -> codec.read(sealed(tree), KEY));

            if (settles && agrees) {
                assertThat(thrown).as("%s", decision).isNull();
            } else {
                assertThat(thrown).as("%s", decision).isInstanceOf(CorruptState.class);
            }
        }
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
    Arbitrary<RecoveryRecord> records() {
        Arbitrary<String> text =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20).filter(s -> !s.isBlank());
        Arbitrary<Long> number = Arbitraries.longs().between(0, Long.MAX_VALUE);
        Arbitrary<Instant> time =
                Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli);
        Arbitrary<Owner> owner = Combinators.combine(text, number, time).as(Owner::new);
        Arbitrary<RecoveryRecord.Table> table = Combinators.combine(
                        text.map(TableId::new), text, Arbitraries.of(TableShape.class), number, number)
                .as(RecoveryRecord.Table::new);
        Arbitrary<Decision> decision =
                Arbitraries.of(Decision.class).filter(any -> any != Decision.LEAVE && any != Decision.REFUSE);
        Arbitrary<GraphVersion> version = Arbitraries.longs().greaterOrEqual(1).map(GraphVersion::new);
        return Combinators.combine(
                        text, decision, owner, time, version, table.list().ofMaxSize(3), text, owner)
                .as((name, made, armedBy, at, base, tables, reason, recoverer) -> new RecoveryRecord(
                        RecoveryRecord.FORMAT_VERSION,
                        new IntentId(name),
                        new GraphId("g"),
                        "main",
                        made,
                        reason,
                        "ingest",
                        name,
                        armedBy,
                        at,
                        base,
                        made.discards() ? Optional.empty() : Optional.of(base),
                        tables,
                        reason,
                        recoverer,
                        at.plusMillis(1)));
    }
}
