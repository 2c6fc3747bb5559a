package io.headgate.ingest.maintain.plan;

import io.headgate.ingest.maintain.event.MaintenanceTopics;
import io.headgate.ingest.maintain.event.RequestReason;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** From events to requests. One graph's events are in one partition, so that all of its tables are seen in one place. */
final class PlannerTopology {
    private static final String EVENTS = "events";
    private static final String FOLD = "fold";
    private static final String REQUESTS = "requests";

    private PlannerTopology() {}

    static Topology of(MaintenanceTopics topics, PlanningRule rule, Consumer<RequestReason> told) {
        return new Topology()
                .addSource(
                        EVENTS,
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        topics.commits())
                .addProcessor(FOLD, () -> new TableFold(rule, told), EVENTS)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(TableFold.STORE), Serdes.String(), Serdes.ByteArray()),
                        FOLD)
                .addSink(
                        REQUESTS,
                        topics.requests(),
                        Serdes.String().serializer(),
                        Serdes.ByteArray().serializer(),
                        FOLD);
    }
}
