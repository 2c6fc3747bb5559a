package io.headgate.bench.chaos;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.bench.launch.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets things go wrong for real and looks whether the promises are kept. */
@Command(
        name = "bench/chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Runs a Kafka cluster and several workers that carry two topics into one graph, and lets a seed decide what goes "
                    + "wrong when: workers are killed, paused, stopped and cut off, brokers are stopped and killed, "
                    + "alone or two at once, connections are cut, held up and go dead.",
            "",
            "When that is over the workers have to catch up, and the graph has to be exactly the log. Ends with one JSON "
                    + "object on stdout, and with 1 when anything was lost, repeated or left behind. The plan of the faults "
                    + "follows from the seed; what comes of it does not."
        })
final class ChaosMain implements Callable<Integer> {

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "3",
            description = "Faults; default ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "3", description = "Default ${DEFAULT-VALUE}.")
    private int workers;

    @Option(names = "--brokers", paramLabel = "N", defaultValue = "3", description = "Default ${DEFAULT-VALUE}.")
    private int brokers;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "CLASSIC",
            description = "How the group works: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Protocol protocol = Protocol.CLASSIC;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long the workers may take to catch up; default ${DEFAULT-VALUE}.")
    private long patience;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Leave graph and logs in this new directory; otherwise they are removed, except after a failure.")
    private @Nullable Path keep;

    @Option(names = "--s3", description = "Keep the graph on an S3 server of our own instead of in a directory.")
    private boolean s3;

    @Option(names = "--json", description = "Say nothing but the JSON object.")
    private boolean json;

    private ChaosMain() {}

    public static void main(String[] args) {
        System.exit(command().execute(args));
    }

    static CommandLine command() {
        return new CommandLine(new ChaosMain());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // The clients of this process see everything go wrong, and are no news.
        Logs.others(Level.OFF);
        Logs.ours(Level.WARN);
        Path directory = keep != null ? Files.createDirectory(keep) : Files.createTempDirectory("headgate-chaos-");
        ChaosOptions options = new ChaosOptions(
                Duration.ofMillis(Math.round(minutes * 60_000)),
                workers,
                brokers,
                seed,
                protocol,
                Duration.ofSeconds(patience),
                s3,
                directory);
        ChaosRun run = new ChaosRun(options, line -> {
            if (!json) {
                System.err.println(line);
            }
        });
        AtomicBoolean worthKeeping = new AtomicBoolean(keep != null);
        Thread cleaner = new Thread(() -> {
            run.close();
            if (!worthKeeping.get()) {
                RunDirectory.remove(directory);
            }
        });
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            ChaosReport report = run.run();
            if (!report.exact()) {
                worthKeeping.set(true);
            }
            System.out.println(new JsonMapper().writeValueAsString(report));
            return report.exact() ? 0 : 1;
        } catch (RuntimeException e) {
            worthKeeping.set(true);
            throw e;
        } finally {
            if (worthKeeping.get()) {
                System.err.println("graph and logs are in " + directory);
            }
        }
    }
}
