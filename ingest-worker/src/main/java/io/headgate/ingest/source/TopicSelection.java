package io.headgate.ingest.source;

import io.headgate.engine.manifest.TableKind;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.TargetType;
import io.headgate.recovery.error.SourceMismatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which topics the sources of a worker are, those that do not exist yet included, and what they feed. Immutable. */
public final class TopicSelection {
    private final Map<String, SourceConfig> byName = new LinkedHashMap<>();
    private final Map<Pattern, SourceConfig> byPattern = new LinkedHashMap<>();
    private final Function<TableKind, List<String>> types;

    /**
     * @param types the names of the node or edge types that the graph has
     */
    public TopicSelection(List<SourceConfig> sources, Function<TableKind, List<String>> types) {
        this.types = types;
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
    boolean isOpen() {
        return !byPattern.isEmpty();
    }

    boolean isSelected(String topic) {
        return matching(topic).findAny().isPresent();
    }

    /**
     * The source that a topic is, with its own name and the type that it feeds; none when it is not selected.
     *
     * @throws SourceMismatch when several sources select it, or the graph has no type of the name that its own one stands for
     */
    public Optional<SourceConfig> sourceOf(String topic) {
        List<SourceConfig> matching = matching(topic).toList();
        if (matching.size() > 1) {
            throw new SourceMismatch(
                    topic,
                    -1,
                    "topic '" + topic + "' belongs to several of the configuration's sources: '"
                            + matching.stream().map(SourceConfig::topic).collect(Collectors.joining("' and '"))
                            + "'. A topic can feed one type only; make the patterns exclude each other");
        }
        return matching.stream()
                .findFirst()
                .map(source ->
                        new SourceConfig(topic, target(topic, source), source.format(), source.mode(), source.start()));
    }

    /** One pattern for all that is selected, for a consumer that can follow either names or one pattern. */
    Pattern asOnePattern() {
        Stream<String> alternatives = Stream.concat(
                byName.keySet().stream().map(Pattern::quote),
                byPattern.keySet().stream().map(Pattern::pattern));
        return Pattern.compile(
                alternatives.map(alternative -> "(?:" + alternative + ")").collect(Collectors.joining("|")));
    }

    private Stream<SourceConfig> matching(String topic) {
        return Stream.concat(
                Optional.ofNullable(byName.get(topic)).stream(),
                byPattern.entrySet().stream()
                        .filter(entry -> entry.getKey().matcher(topic).matches())
                        .map(Map.Entry::getValue));
    }

    private TargetType target(String topic, SourceConfig source) {
        if (source.into().group().isEmpty()) {
            return source.into();
        }
        Matcher matcher = Pattern.compile(source.topic()).matcher(topic);
        String wanted = matcher.matches()
                ? Optional.ofNullable(matcher.group(source.into().group().getAsInt()))
                        .orElse("")
                : "";
        TableKind kind = source.into().kind();
        List<String> known = types.apply(kind);
        List<String> found = known.contains(wanted)
                ? List.of(wanted)
                : known.stream()
                        .filter(name -> plain(name).equals(plain(wanted)))
                        .toList();
        if (found.size() != 1) {
            throw new SourceMismatch(
                    topic,
                    -1,
                    "topic '" + topic + "' goes into " + source.into() + ", which is '" + wanted
                            + "' for it, and the graph has " + (found.isEmpty() ? "no such type" : "several: " + found)
                            + "; its " + kind.name().toLowerCase(Locale.ROOT) + " types are " + known
                            + ". Make the pattern '" + source.topic()
                            + "' exclude the topic, or name its type in a source"
                            + " of its own");
        }
        return new TargetType(kind, found.get(0));
    }

    /** What is left when spelling does not matter: {@code page-views} and {@code PageViews} are the same. */
    private static String plain(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }
}
