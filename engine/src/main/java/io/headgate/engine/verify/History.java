package io.headgate.engine.verify;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The graph versions from the newest to the oldest that is kept, read one after the other. Versions before the
 * oldest that the newest counts on are given up and may be missing; others that are missing are lost.
 */
final class History {

    private static final Pattern NAME = Pattern.compile("\\d{19}\\.json");
    private static final String RESTORE = "Restore it from a copy; until then this version cannot be read.";

    private final ObjectStore objects;
    private final GraphVersions versions;
    private final int mostVersions;
    private final Findings out;
    private final HistoryRules rules;
    private final Map<CommitId, Long> commits = new HashMap<>();
    private final Map<IntentId, Long> intents = new HashMap<>();

    private Optional<GraphManifest> newer = Optional.empty();
    /** Versions before it are given up: they may be there or not. Known from the newest on. */
    private long oldest = 1;
    /** How many lie there alone below all that follow each other. */
    private long astray;

    private long lowestSeen;
    /** What is missing above the last number; whether it is lost is known when something older turns up. */
    private Optional<Gap> gap = Optional.empty();

    History(ObjectStore objects, int mostVersions, Findings out) {
        this.objects = objects;
        this.versions = new GraphVersions(objects, GraphManifest.MAIN_BRANCH);
        this.mostVersions = mostVersions;
        this.out = out;
        this.rules = new HistoryRules(out);
    }

    /** Told about every version that can be read, newest first. */
    interface Visitor {
        void version(GraphManifest manifest);
    }

    /** @return whether that were all versions that are kept */
    boolean walk(Visitor visitor) {
        List.of(Check.VERSIONS, Check.SCHEMA, Check.OFFSETS, Check.ACCOUNTS, Check.DEAD_LETTERS)
                .forEach(out::begin);
        List<Long> numbers = numbers();
        if (numbers.isEmpty()) {
            out.problem(
                    Check.VERSIONS,
                    Problem.ofObject(
                            GraphKeys.versionPrefix(GraphManifest.MAIN_BRANCH),
                            "there is no graph version",
                            "If init was interrupted, run it again with the same schema. If not, restore the graph from a"
                                    + " copy."));
            return false;
        }
        lowestSeen = numbers.get(0) + 1;
        for (long number : numbers) {
            if (number < oldest && number + 1 < lowestSeen) {
                astray++;
                continue;
            }
            read(number).ifPresent(manifest -> {
                accept(manifest);
                visitor.version(manifest);
            });
        }
        boolean cut = numbers.size() == mostVersions && lowestSeen > 1;
        if (cut) {
            out.note(Check.VERSIONS, "only the newest " + mostVersions + " versions were looked at");
        } else {
            missing(oldest, lowestSeen - 1);
            if (lowestSeen > 1) {
                out.note(Check.VERSIONS, "kept from version " + lowestSeen + " on");
            }
        }
        if (astray > 0) {
            out.note(
                    Check.VERSIONS,
                    astray + " objects below version " + lowestSeen
                            + " are no part of the history: a cleanup left them, or a writer that slept put them there. Nobody"
                            + " reads them");
        }
        return !cut && !out.hasProblem(Check.VERSIONS);
    }

    private List<Long> numbers() {
        List<Long> numbers = new ArrayList<>();
        String prefix = GraphKeys.versionPrefix(GraphManifest.MAIN_BRANCH);
        for (ObjectKey key : objects.list(prefix, mostVersions)) {
            String name = key.path().substring(prefix.length());
            if (NAME.matcher(name).matches()) {
                numbers.add(Long.MAX_VALUE - Long.parseLong(name.substring(0, name.indexOf('.'))));
            } else {
                out.problem(
                        Check.VERSIONS,
                        Problem.ofObject(
                                key.path(),
                                "it is no graph version",
                                "It was put there by hand and can keep Headgate from finding the newest version: move it"
                                        + " away."));
            }
        }
        return numbers;
    }

    private Optional<GraphManifest> read(long number) {
        if (number + 1 < lowestSeen) {
            gap = Optional.of(new Gap(number + 1, lowestSeen - 1));
        }
        String key = key(number);
        try {
            Optional<GraphManifest> found = versions.read(new GraphVersion(number));
            found.ifPresent(manifest -> seen(number));
            return found;
        } catch (HeadgateException e) {
            out.problem(Check.VERSIONS, Problem.ofVersion(key, number, String.valueOf(e.getMessage()), RESTORE));
            seen(number);
            return Optional.empty();
        }
    }

    /** This version is there, so what is missing above it is lost. */
    private void seen(long number) {
        gap.ifPresent(lost -> missing(lost.first(), lost.last()));
        gap = Optional.empty();
        lowestSeen = number;
    }

    private void missing(long first, long last) {
        if (first <= last) {
            out.problem(
                    Check.VERSIONS,
                    Problem.ofVersion(key(first), first, new Gap(first, last) + " missing, but not given up", RESTORE));
        }
    }

    private static String key(long number) {
        return GraphKeys.version(GraphManifest.MAIN_BRANCH, new GraphVersion(number))
                .path();
    }

    private record Gap(long first, long last) {
        @Override
        public String toString() {
            return first == last
                    ? "graph version " + first + " is"
                    : "graph versions " + first + " to " + last + " are";
        }
    }

    private void accept(GraphManifest manifest) {
        long number = manifest.version().number();
        out.count(Check.VERSIONS, "versions", 1);
        if (newer.isEmpty()) {
            oldest = manifest.oldest().number();
        }
        rules.within(manifest);
        newer.ifPresent(next -> {
            rules.offsets(manifest, next);
            if (next.version().number() == number + 1) {
                rules.totals(manifest, next);
                rules.nothingElse(manifest, next);
            }
        });
        once(Check.VERSIONS, "commit", commits.put(manifest.commit(), number), manifest.commit(), manifest);
        for (IntentId intent : manifest.intents()) {
            out.count(Check.INTENTS, "published", 1);
            once(Check.INTENTS, "intent", intents.put(intent, number), intent, manifest);
        }
        newer = Optional.of(manifest);
    }

    private void once(Check check, String noun, @Nullable Long previous, Object id, GraphManifest manifest) {
        if (previous != null) {
            out.problem(
                    check,
                    Problem.ofVersion(
                            key(manifest.version().number()),
                            manifest.version().number(),
                            noun + " " + id + " is in graph version " + previous + " and in " + manifest.version(),
                            "Its records may be in the graph twice. Please report this, and ingest the topic into a new"
                                    + " graph."));
        }
    }
}
