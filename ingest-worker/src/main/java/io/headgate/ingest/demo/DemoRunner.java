package io.headgate.ingest.demo;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.Durability;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.ingest.broker.EmbeddedKafka;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.error.HeadgateException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The demo from the start of its broker to the check of its graph. Takes free ports and leaves nothing behind but what is
 * asked for. One run at a time; {@link #stop} is for any thread.
 */
public final class DemoRunner {

    /** The same records every time, so that one run can be compared with another. */
    private static final long SEED = 20_240_229;

    private final PrintStream terminal;
    private final boolean interactive;
    private final SplittableRandom random;
    private final StopHandle stop = new StopHandle();

    /**
     * @param terminal for progress bars
     * @param interactive whether somebody watches it
     * @param random for the moments at which workers are killed
     */
    public DemoRunner(PrintStream terminal, boolean interactive, SplittableRandom random) {
        this.terminal = terminal;
        this.interactive = interactive;
        this.random = random;
    }

    /**
     * Runs the demo. Differences between the graph and what was produced are in the report, not thrown.
     *
     * @throws HeadgateException when the options cannot be met, or a worker ended with it
     * @throws DemoFailure when the demo itself could not be carried through
     * @throws CancellationException after {@link #stop}
     */
    public DemoReport run(DemoOptions options, PrintWriter out) {
        stop.by(Thread.currentThread()::interrupt);
        try (DemoInput input = input(options);
                DemoFiles files = DemoFiles.create(options.keep())) {
            PrintWriter text = options.json() ? new PrintWriter(Writer.nullWriter()) : out;
            DemoReport report = DemoLogging.quietly(() -> run(options, input, files, text));
            if (options.json()) {
                out.println(report.toJson());
            }
            out.flush();
            return report;
        } catch (RuntimeException failure) {
            stop.check();
            throw failure;
        } finally {
            stop.nothing();
        }
    }

    /** Asks a run to clean up and leave, soon; it ends with {@link CancellationException}. */
    public void stop() {
        stop.request();
    }

    private static DemoInput input(DemoOptions options) {
        return options.gitRepository()
                .<DemoInput>map(path -> GitInput.open(path, options.records()))
                .orElseGet(() -> new SocialInput(options.records(), SEED));
    }

    private DemoReport run(DemoOptions options, DemoInput input, DemoFiles files, PrintWriter out) {
        out.println("Headgate carries " + input.title() + " through Kafka into a graph of Lance tables.");
        out.println();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(files.kafka());
                BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment =
                        GraphEnvironment.local(files.graph(), Durability.POWER_LOSS, allocator)) {
            writeSchema(input, files);
            out.println("  Kafka     a broker of our own at " + kafka.bootstrapServers());
            ExpectedGraph expected = produce(input, kafka, options, out);
            double seconds = ingest(options, input, files, kafka, environment, expected.records(), out);
            return inspect(environment, expected, kafka.clusterId(), files, seconds, out);
        }
    }

    private ExpectedGraph produce(DemoInput input, EmbeddedKafka kafka, DemoOptions options, PrintWriter out) {
        input.topics().forEach(topic -> kafka.createTopic(topic.name(), topic.partitions(), Map.of()));
        ExpectedGraph expected = new ExpectedGraph(SchemaParser.parse(input.schema()));
        long start = System.nanoTime();
        try (DemoProgress.Step step = progress(options).start("Producing", input.size())) {
            new DemoProducer(kafka.bootstrapServers(), expected).produce(input.records(), step);
        }
        out.printf(
                Locale.ROOT,
                "  produced  %,d records to %s in %.1f s%n",
                expected.records(),
                String.join(", ", input.topics().stream().map(DemoTopic::name).toList()),
                secondsSince(start));
        out.flush();
        return expected;
    }

    private double ingest(
            DemoOptions options,
            DemoInput input,
            DemoFiles files,
            EmbeddedKafka kafka,
            GraphEnvironment environment,
            long records,
            PrintWriter out) {
        WorkerConfig config =
                DemoWorkerConfig.write(files, kafka.bootstrapServers(), input.topics(), records, options.crashes());
        DemoIngest ingest = options.crashes() == 0
                ? new InProcessIngest(stop)
                : new CrashingIngest(files, environment, options.crashes(), random);
        long start = System.nanoTime();
        try (DemoProgress.Step step = progress(options).start("Ingesting", OptionalLong.of(records))) {
            ingest.ingest(config, records, step);
        }
        stop.check();
        double seconds = secondsSince(start);
        out.printf(
                Locale.ROOT,
                "  ingested  %,d records in %.1f s: %,.0f records/s%s%n%n",
                records,
                seconds,
                records / seconds,
                options.crashes() == 0
                        ? ""
                        : ", by a worker that was killed " + options.crashes() + " times without warning");
        out.flush();
        return seconds;
    }

    private DemoReport inspect(
            GraphEnvironment environment,
            ExpectedGraph expected,
            String clusterId,
            DemoFiles files,
            double seconds,
            PrintWriter out) {
        Graph graph = Graph.open(environment);
        try (Snapshot snapshot = graph.snapshot()) {
            new GraphTour(graph, snapshot, files.graph(), out).print();
            GraphManifest manifest = snapshot.manifest();
            DemoReport report = new DemoReport(
                    expected.records(),
                    seconds,
                    commits(graph),
                    manifest.totals().applied(),
                    manifest.totals().deadLettered(),
                    rows(manifest),
                    differences(graph, snapshot, expected, clusterId));
            conclude(report, files, out);
            return report;
        }
    }

    private static List<String> differences(Graph graph, Snapshot snapshot, ExpectedGraph expected, String clusterId) {
        List<String> differences = new ArrayList<>(new GraphComparison(snapshot, expected, clusterId).differences());
        int pending = graph.pendingIntents().size();
        if (pending > 0) {
            differences.add(pending + " writes have begun and are not finished");
        }
        return differences;
    }

    private static void conclude(DemoReport report, DemoFiles files, PrintWriter out) {
        if (report.exact()) {
            out.printf(
                    Locale.ROOT,
                    "Exact: every row, every offset and all %,d dead letters are what the %,d records make.%n",
                    report.deadLetters(),
                    report.records());
        } else {
            out.println("NOT exact:");
            report.differences().forEach(difference -> out.println("  " + difference));
        }
        out.println(
                files.kept()
                        ? "The graph stays in " + files.graph() + "; see also: ./headgate status --graph "
                                + files.graph()
                        : "The graph is removed now. To keep it and read it: ./headgate demo --keep DIR");
    }

    private static Map<String, Long> rows(GraphManifest manifest) {
        Map<String, Long> rows = new LinkedHashMap<>();
        manifest.tables().stream()
                .filter(pin -> pin.kind() != TableKind.SYSTEM)
                .forEach(pin -> rows.put(pin.name(), pin.rows()));
        return rows;
    }

    private static long commits(Graph graph) {
        List<GraphManifest> history = graph.history(Integer.MAX_VALUE);
        return history.stream()
                .filter(version -> version.account().polled() > 0)
                .count();
    }

    private static void writeSchema(DemoInput input, DemoFiles files) {
        try {
            Files.writeString(files.schema(), input.schema());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + files.schema(), e);
        }
    }

    private DemoProgress progress(DemoOptions options) {
        return interactive && !options.json() ? DemoProgress.bars(terminal) : DemoProgress.silent();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
