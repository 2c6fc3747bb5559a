package io.headgate.ingest.config;

import io.headgate.engine.write.WriteMode;
import java.util.regex.Pattern;

/**
 * One topic, or all topics whose names match a pattern, and the type that they feed.
 *
 * @param topic a topic's name, or a regular expression for whole names: any text that cannot be a name
 * @param into for a pattern, the type's name may refer to the pattern's groups
 * @param mode upsert or append
 * @param start only for partitions that the graph does not know yet
 */
public record SourceConfig(String topic, TargetType into, RecordFormat format, WriteMode mode, StartPosition start) {
    /** Whether a topic of that name is a source by this. */
    public boolean reads(String name) {
        return isPattern() ? Pattern.matches(topic, name) : topic.equals(name);
    }

    /** Whether it is a source of every topic that matches, also of those that will be created. */
    public boolean isPattern() {
        return !ValueTypes.isTopicName(topic);
    }
}
