package io.headgate.ingest.demo;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.TargetType;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A generated social graph: people who join, change and leave, and who follows whom. The same seed gives the same records.
 *
 * @param count how many records
 */
record SocialInput(long count, long seed) implements DemoInput {

    static final DemoTopic PEOPLE =
            new DemoTopic("people", new TargetType(TableKind.NODE, "Person"), WriteMode.UPSERT, 4);
    static final DemoTopic FOLLOWS =
            new DemoTopic("follows", new TargetType(TableKind.EDGE, "Follows"), WriteMode.APPEND, 4);

    @Override
    public String title() {
        return "a generated social graph";
    }

    @Override
    public String schema() {
        return new Resource("social.pg").text();
    }

    @Override
    public List<DemoTopic> topics() {
        return List.of(PEOPLE, FOLLOWS);
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(count);
    }

    @Override
    public Iterator<DemoRecord> records() {
        return new SocialRecords(count, seed);
    }

    @Override
    public void close() {
        // Nothing is held: the records are made from the seed.
    }
}
