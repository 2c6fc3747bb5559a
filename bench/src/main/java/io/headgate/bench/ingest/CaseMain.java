package io.headgate.bench.ingest;

import io.headgate.bench.launch.ParentWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The process of one run of one case: {@code CaseMain <settings file> <result file>}. It warms up on a topic of its own, then
 * measures. It lives as long as its standard input is open, so it never outlives the bench.
 */
final class CaseMain {

    private CaseMain() {}

    public static void main(String[] args) throws Exception {
        ParentWatch.start();
        Settings settings = Settings.load(Path.of(args[0]));
        Workload workload = Work.valueOf(settings.text("work")).make();
        if (settings.find("warm-up.topic").isPresent()) {
            workload.run(job(settings, "warm-up."), new Stopwatch());
        }
        Job job = job(settings, "");
        Stopwatch clock = new Stopwatch();
        try (MemoryWatch memory = new MemoryWatch()) {
            long before = Directories.bytes(job.output());
            Map<String, Double> parts = workload.run(job, clock);
            new Measurement(
                            job.records(),
                            clock.nanos(),
                            clock.cpuNanos(),
                            MemoryWatch.peakResidentBytes(),
                            memory.peakDirectBytes(),
                            Directories.bytes(job.output()) - before,
                            parts)
                    .toSettings()
                    .store(Path.of(args[1]));
        }
        System.exit(0);
    }

    private static Job job(Settings settings, String prefix) throws IOException {
        Path output = Path.of(settings.text(prefix + "output"));
        Optional<Path> base = settings.find(prefix + "base").map(Path::of);
        if (base.isPresent()) {
            Directories.copy(base.get(), output);
        } else {
            Files.createDirectories(output);
        }
        return new Job(
                settings.text("bootstrap-servers"),
                settings.text(prefix + "topic"),
                settings.number(prefix + "records"),
                output,
                base,
                settings);
    }
}
