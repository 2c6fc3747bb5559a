package io.headgate.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the workers' logs tell that nothing else does. */
final class WorkerLogs {

    private static final Pattern JOINED =
            Pattern.compile("Successfully joined group with generation Generation\\{generationId=(\\d+),");

    private static final String ASSIGNED = " partitions assigned at=[";

    private WorkerLogs() {}

    /** How many generations the group had after its first; where it has none, how often a worker got other partitions. */
    static int rebalances(List<Path> logs) {
        Set<String> generations = new HashSet<>();
        int assignments = 0;
        for (Path log : logs) {
            try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    Matcher joined = JOINED.matcher(line);
                    if (joined.find()) {
                        generations.add(joined.group(1));
                    } else if (line.contains(ASSIGNED)) {
                        assignments++;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + log, e);
            }
        }
        return generations.isEmpty() ? assignments : generations.size() - 1;
    }
}
