package io.headgate.ingest.source;

import io.headgate.ingest.config.SourceConfig;
import io.headgate.recovery.error.SourceMismatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which topics the sources of a worker are, those among them that do not exist yet included. Immutable. */
public final class TopicSelection {
    private final Map<String, SourceConfig> byName = new LinkedHashMap<>();
    private final Map<Pattern, SourceConfig> byPattern = new LinkedHashMap<>();

    public TopicSelection(List<SourceConfig> sources) {
        for (SourceConfig source : sources) {
            if (source.isPattern()) {
                byPattern.put(Pattern.compile(source.topic()), source);
            } else {
                byName.put(source.topic(), source);
            }
        }
    }

    /** The topics that are named; they have to exist. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** Whether topics may be added by being created. */
    public boolean isOpen() {
        return !byPattern.isEmpty();
    }

    public boolean isSelected(String topic) {
        return !matching(topic).isEmpty();
    }

    /**
     * The source that a topic belongs to, if it is one.
     *
     * @throws SourceMismatch when it belongs to several
     */
    public Optional<SourceConfig> sourceOf(String topic) {
        List<SourceConfig> matching = matching(topic);
        if (matching.size() > 1) {
            throw new SourceMismatch(
                    topic,
                    -1,
                    "topic '" + topic + "' belongs to several of the configuration's sources: '"
                            + matching.stream().map(SourceConfig::topic).collect(Collectors.joining("' and '"))
                            + "'. A topic can feed one type only; make the patterns exclude each other");
        }
        return matching.stream().findFirst();
    }

    /** One pattern for all that is selected, for a consumer that can follow either names or one pattern. */
    Pattern asOnePattern() {
        return Pattern.compile(Stream.concat(
                        byName.keySet().stream().map(Pattern::quote),
                        byPattern.keySet().stream().map(Pattern::pattern))
                .map(alternative -> "(?:" + alternative + ")")
                .collect(Collectors.joining("|")));
    }

    private List<SourceConfig> matching(String topic) {
        Stream<SourceConfig> named = Optional.ofNullable(byName.get(topic)).stream();
        Stream<SourceConfig> patterned = byPattern.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(topic).matches())
                .map(Map.Entry::getValue);
        return Stream.concat(named, patterned).toList();
    }
}
