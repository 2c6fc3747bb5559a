package io.headgate.bench.scaling;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When things were seen at the seams, in nanoseconds of one clock.
 *
 * @param armed when the first put of each intent began, by key
 * @param published when each graph version was there, by key
 */
record Sightings(Map<String, Long> armed, Map<String, Long> published) {

    Sightings {
        armed = Map.copyOf(armed);
        published = Map.copyOf(published);
    }

    /** What several processes saw; the earliest sighting of all is nearest to the truth. */
    static Sightings together(List<Sightings> processes) {
        Map<String, Long> armed = new HashMap<>();
        Map<String, Long> published = new HashMap<>();
        for (Sightings process : processes) {
            process.armed.forEach((key, nanos) -> armed.merge(key, nanos, Math::min));
            process.published.forEach((key, nanos) -> published.merge(key, nanos, Math::min));
        }
        return new Sightings(armed, published);
    }

    /** When the first put of the intent began; empty when it was armed elsewhere. */
    OptionalLong armed(IntentId intent) {
        return optional(armed.get(GraphKeys.intent(intent).path()));
    }

    /** When the version was there; empty when it was published elsewhere. */
    OptionalLong published(GraphVersion version) {
        return optional(published.get(
                GraphKeys.version(GraphManifest.MAIN_BRANCH, version).path()));
    }

    /** How many armed intents are in none of these graph versions. */
    long givenUp(List<GraphManifest> history) {
        long contained = history.stream()
                .flatMap(version -> version.intents().stream())
                .filter(intent -> armed(intent).isPresent())
                .count();
        return armed.size() - contained;
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
