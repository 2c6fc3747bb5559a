package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.maintain.IndexStatus;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.verify.Check;
import io.headgate.engine.verify.CheckResult;
import io.headgate.engine.verify.Problem;
import io.headgate.engine.verify.VerificationReport;
import io.headgate.recovery.error.FailureKind;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.id.IntentId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final List<IntentId> PENDING = Stream.of("2026-01-31T12:00:00Z", "2026-01-31T12:00:05Z")
            .map(time -> new IdSource(Clock.fixed(Instant.parse(time), ZoneOffset.UTC), new Random(1)).intent())
            .toList();

    private static final HoldLine HELD =
            new HoldLine("HOLD", 5, "2026-01-31T12:00:00Z", "2026-01-31T13:00:00Z", false, "reader", null);

    private static final TableStatus DETAIL = new TableStatus(
            new GraphVersion(7),
            Manifests.SOCIAL.tables().get(1),
            9,
            8,
            7,
            1_000,
            List.of(new IndexStatus(DeclaredIndex.ON_ID, 2, 150)),
            1,
            true);

    @Test
    void statusHasExactlyTheseFields() {
        assertThat(Json.line(StatusReport.of(
                        "./social",
                        Manifests.SOCIAL,
                        PENDING,
                        List.of(HELD),
                        List.of(DETAIL),
                        version -> Optional.of(Manifests.SOCIAL).filter(past -> version.number() == 6))))
                .isEqualTo("""
                        {"graph":"./social","version":7,"oldest":1,"commit":"COMMIT","committed_at":"2026-01-31T12:00:00Z",\
                        "operation":"ingest","actor":"worker","schema":"abc","tables":[\
                        {"name":"Person","kind":"node","path":"nodes/person-1.lance","version":5,"rows":100,\
                        "indexed_version":null,"detail":null},\
                        {"name":"Follows","kind":"edge","path":"edges/follows-2.lance","version":6,"rows":200,\
                        "indexed_version":6,"detail":{"fragments":9,"small_fragments":8,"deleted_rows":7,"bytes":1000,\
                        "needs_work":true,"indexes":[{"column":"id","kind":"btree","segments":2,"covered_rows":150}]}},\
                        {"name":"Likes","kind":"node","path":"nodes/likes-3.lance","version":1,"rows":0,\
                        "indexed_version":4,"detail":null},\
                        {"name":"Likes","kind":"edge","path":"edges/likes-4.lance","version":1,"rows":0,\
                        "indexed_version":null,"detail":null},\
                        {"name":"dead-letters","kind":"system","path":"system/dead-letters.lance","version":2,"rows":3,\
                        "indexed_version":null,"detail":null}],"indexed":[{"version":6,"sources":[{"cluster":"cluster",\
                        "topic":"people","topic_id":"topic-id","partition":1,"next_offset":42,"epoch":3}]},\
                        {"version":4,"sources":null}],\
                        "sources":[{"cluster":"cluster","topic":"people","topic_id":"topic-id","partition":1,\
                        "next_offset":42,"epoch":3}],"pending_intents":2,\
                        "oldest_pending_intent":"2026-01-31T12:00:00Z","dead_letters":3,"holds":[\
                        {"hold":"HOLD","version":5,"placed_at":"2026-01-31T12:00:00Z","expires_at":"2026-01-31T13:00:00Z",\
                        "expired":false,"actor":"reader","reason":null}],"account":{"polled":40,"applied":30,\
                        "deduplicated":6,"filtered":1,"dead_lettered":3}}""");
    }

    @Test
    void versionHasExactlyTheseFields() {
        assertThat(Json.line(VersionLine.of(Manifests.SOCIAL))).isEqualTo("""
                        {"version":7,"parent":6,"commit":"COMMIT","committed_at":"2026-01-31T12:00:00Z",\
                        "operation":"ingest","actor":"worker","reason":null,"schema":"abc","rows":303,"intents":["INTENT"],\
                        "account":{"polled":10,"applied":9,"deduplicated":0,"filtered":0,"dead_lettered":1}}""");
    }

    @Test
    void verificationHasExactlyTheseFields() {
        Problem problem = new Problem(
                FailureKind.STORAGE, "nodes/person-1.lance", Optional.of("node:Person"), Optional.of(5L), "M", "A");
        VerificationReport report = new VerificationReport(
                "/social",
                Optional.of(7L),
                true,
                List.of(
                        new CheckResult(Check.DEAD_LETTERS, Map.of("versions", 7L), List.of(), 0, List.of("N")),
                        new CheckResult(Check.PINS, Map.of("opened", 9L), List.of(problem), 2, List.of())));

        assertThat(Json.line(VerifyReport.of("./social", report))).isEqualTo("""
                        {"graph":"./social","version":7,"deep":true,"holds":false,"checks":[\
                        {"check":"dead_letters","verdict":"note","counts":{"versions":7},"problems":[],\
                        "more_problems":0,"notes":["N"]},\
                        {"check":"pins","verdict":"problem","counts":{"opened":9},"problems":[{"kind":"storage",\
                        "object":"nodes/person-1.lance","table":"node:Person","version":5,"message":"M","advice":"A"}],\
                        "more_problems":2,"notes":[]}]}""");
    }
}
