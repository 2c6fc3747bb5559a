package io.headgate.ingest.maintain.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.TableKind;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final CommitEvent COMMIT = new CommitEvent(
            new GraphId("g"),
            new GraphVersion(7),
            "ingest",
            NOON,
            List.of(new CommitEvent.Table(
                    new TableId("t"),
                    TableKind.NODE,
                    "Person",
                    1,
                    0,
                    10,
                    2,
                    300,
                    50,
                    Optional.of(new GraphVersion(5)))));
    private static final SurveyEvent SURVEY = new SurveyEvent(
            new GraphId("g"),
            new GraphVersion(8),
            SurveyEvent.Cause.HANDLED,
            NOON,
            List.of(new SurveyEvent.Table(new TableId("t"), TableKind.EDGE, "Follows", 50, true, false)));

    private final EventCodec<GraphEvent> events = new EventCodec<>(GraphEvent.class);

    @Test
    void anEventHasExactlyTheseFields() {
        assertThat(text(COMMIT)).isEqualTo("""
                {"event":"commit","graph":"g","version":7,"operation":"ingest","at":"2026-01-31T12:00:00Z","tables":[\
                {"id":"t","kind":"node","name":"Person","fragments_added":1,"fragments_removed":0,"rows_added":10,\
                "rows_removed":2,"bytes_added":300,"rows":50,"indexed":5}]}""");
        assertThat(text(SURVEY)).isEqualTo("""
                {"event":"survey","graph":"g","version":8,"cause":"handled","at":"2026-01-31T12:00:00Z","tables":[\
                {"id":"t","kind":"edge","name":"Follows","rows":50,"has_indexes":true,"needs_work":false}]}""");
    }

    @Test
    void aRequestHasExactlyTheseFields() {
        EventCodec<MaintenanceRequest> requests = new EventCodec<>(MaintenanceRequest.class);
        MaintenanceRequest request = new MaintenanceRequest(
                new GraphId("g"),
                new TableId("t"),
                TableKind.SYSTEM,
                "dead-letters",
                RequestReason.DELETED_ROWS,
                new GraphVersion(3),
                NOON);

        byte[] written = requests.write(request);

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("""
                {"graph":"g","table":"t","kind":"system","name":"dead-letters","reason":"deleted_rows","version":3,\
                "at":"2026-01-31T12:00:00Z"}""");
        assertThat(requests.read(written)).contains(request);
    }

    @Test
    void anEventReadsAsWritten() {
        assertThat(events.read(events.write(COMMIT))).contains(COMMIT);
        assertThat(events.read(events.write(SURVEY))).contains(SURVEY);
    }

    @Test
    void fieldsOfALaterVersionAreOverlooked() {
        String later = text(SURVEY).replace("\"needs_work\":false", "\"needs_work\":false,\"mood\":[1]");

        assertThat(events.read(later.getBytes(StandardCharsets.UTF_8))).contains(SURVEY);
    }

    @Test
    void whatIsNoEventIsNothing() {
        for (String text : List.of("", "{", "{}", "null", "{\"event\":\"commit\"}", "{\"event\":\"other\"}", "[1]")) {
            assertThat(events.read(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isEmpty();
        }
        assertThat(events.read(null)).isEmpty();
    }

    private String text(GraphEvent event) {
        return new String(events.write(event), StandardCharsets.UTF_8);
    }
}
