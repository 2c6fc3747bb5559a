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

    private WorkerLogs() {}

    /** How many generations the group had after its first. */
    static int rebalances(List<Path> logs) {
        Set<String> generations = new HashSet<>();
        for (Path log : logs) {
            try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                lines.map(JOINED::matcher).filter(Matcher::find).forEach(found -> generations.add(found.group(1)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + log, e);
            }
        }
        return Math.max(0, generations.size() - 1);
    }
}
