package io.headgate.ingest.maintain.plan;

import io.headgate.engine.manifest.TableKind;
import io.headgate.ingest.maintain.event.CommitEvent;
import io.headgate.ingest.maintain.event.EventCodec;
import io.headgate.ingest.maintain.event.GraphEvent;
import io.headgate.ingest.maintain.event.MaintenanceRequest;
import io.headgate.ingest.maintain.event.RequestReason;
import io.headgate.ingest.maintain.event.SurveyEvent;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.TableId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Folds each event into the statistics of its tables, and makes requests: at once, and when time has made one due. */
final class TableFold implements Processor<String, byte[], String, byte[]> {

    static final String STORE = "tables";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

    private final PlanningRule rule;
    private final Consumer<RequestReason> told;
    private final EventCodec<GraphEvent> events = new EventCodec<>(GraphEvent.class);
    private final EventCodec<MaintenanceRequest> requests = new EventCodec<>(MaintenanceRequest.class);
    private final EventCodec<TableStatistics> statistics = new EventCodec<>(TableStatistics.class);
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, byte[]> tables;

    /**
     * @param told of each request
     */
    @SuppressWarnings("NullAway.Init")
    TableFold(PlanningRule rule, Consumer<RequestReason> told) {
        this.rule = rule;
        this.told = told;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        context = given;
        tables = given.getStateStore(STORE);
        given.schedule(pace(), PunctuationType.WALL_CLOCK_TIME, now -> lookAtAll(Instant.ofEpochMilli(now)));
    }

    /** As often as is needed to be in time, within reason. */
    private Duration pace() {
        Duration shortest =
                rule.planner().unindexedAge().compareTo(rule.planner().inFlightTimeout()) < 0
                        ? rule.planner().unindexedAge()
                        : rule.planner().inFlightTimeout();
        Duration pace = shortest.dividedBy(4);
        if (pace.compareTo(LONGEST_WAIT) > 0) {
            return LONGEST_WAIT;
        }
        return pace.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : pace;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        events.read(record.value())
                .ifPresent(event -> event.match(new GraphEvent.Cases<Boolean>() {
                    @Override
                    public Boolean commit(CommitEvent commit) {
                        commit.tables()
                                .forEach(change -> fold(
                                        commit.graph(),
                                        change.id(),
                                        change.kind(),
                                        change.name(),
                                        known -> known.plus(commit, change, rule.smallRows())));
                        return true;
                    }

                    @Override
                    public Boolean survey(SurveyEvent survey) {
                        survey.tables()
                                .forEach(found -> fold(
                                        survey.graph(),
                                        found.id(),
                                        found.kind(),
                                        found.name(),
                                        known -> known.plus(survey, found)));
                        return true;
                    }
                }));
    }

    private void fold(
            GraphId graph, TableId table, TableKind kind, String name, UnaryOperator<TableStatistics> folding) {
        String key = graph + "/" + table;
        TableStatistics known =
                statistics.read(tables.get(key)).orElseGet(() -> TableStatistics.unknown(graph, table, kind, name));
        look(key, folding.apply(known), Instant.ofEpochMilli(context.currentSystemTimeMs()));
    }

    private void lookAtAll(Instant now) {
        List<KeyValue<String, byte[]>> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = tables.all()) {
            entries.forEachRemaining(all::add);
        }
        for (KeyValue<String, byte[]> entry : all) {
            statistics
                    .read(entry.value)
                    .filter(table -> rule.decide(table, now).isPresent())
                    .ifPresent(table -> look(entry.key, table, now));
        }
    }

    private void look(String key, TableStatistics table, Instant now) {
        Optional<RequestReason> reason = rule.decide(table, now);
        reason.ifPresent(given -> {
            told.accept(given);
            context.forward(
                    new Record<>(table.table().value(), requests.write(table.request(given, now)), now.toEpochMilli()));
        });
        tables.put(
                key,
                statistics.write(reason.map(given -> table.asked(given, now)).orElse(table)));
    }
}
