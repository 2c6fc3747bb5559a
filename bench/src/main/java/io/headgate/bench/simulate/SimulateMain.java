package io.headgate.bench.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.bench.launch.Logs;
import io.headgate.engine.simulation.Campaign;
import io.headgate.engine.simulation.Campaign.Summary;
import io.headgate.engine.simulation.Simulation;
import io.headgate.engine.simulation.SimulationOptions;
import io.headgate.engine.simulation.SimulationReport;
import io.headgate.engine.simulation.Statistics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks for schedules of the protocol that break a promise. */
@Command(
        name = "bench/simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Runs the protocol's real code over stores in memory, several writers and recoverers at a time, and lets a "
                    + "seed decide at every call who goes on and what goes wrong.",
            "",
            "After each new graph version everything that Headgate promises is checked. Ends with 1 and the story of the "
                    + "first schedule that breaks a promise; --replay tells it again from the seed."
        })
final class SimulateMain implements Callable<Integer> {

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "Run for so many minutes; default 1, without a limit when --schedules is given.")
    private @Nullable Double minutes;

    @Option(
            names = "--schedules",
            paramLabel = "N",
            description = "Run at most so many schedules; default: as many as there is time for.")
    private @Nullable Long schedules;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the first schedule, the others count on from it; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--replay", paramLabel = "SEED", description = "Tell the story of this one schedule, step by step.")
    private @Nullable Long replay;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private SimulateMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulateMain()).execute(args));
    }

    @Override
    public Integer call() throws JsonProcessingException {
        // Thousands of writers die in a second.
        Logs.none();
        return replay == null ? search() : tell(Simulation.run(replay, SimulationOptions.DEFAULT));
    }

    private int search() throws JsonProcessingException {
        long start = System.nanoTime();
        Summary summary = Campaign.ofAllProcessors().run(seed, goOn(start));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (json) {
            System.out.println(asJson(summary, took));
        } else {
            summary.broken().ifPresent(report -> System.out.println(report.text() + "\n"));
            System.out.println(asText(summary, took));
        }
        return summary.broken().isPresent() ? 1 : 0;
    }

    private LongPredicate goOn(long start) {
        double minutesToRun = minutes != null ? minutes : schedules == null ? 1 : Double.POSITIVE_INFINITY;
        long most = schedules == null ? Long.MAX_VALUE : schedules;
        return number -> number < most && (System.nanoTime() - start) / 60e9 < minutesToRun;
    }

    private int tell(SimulationReport report) throws JsonProcessingException {
        if (json) {
            System.out.println(new JsonMapper().writeValueAsString(story(report)));
        } else {
            System.out.println(report.text());
        }
        return report.violation().isPresent() ? 1 : 0;
    }

    private String asText(Summary summary, Duration took) {
        Statistics seen = summary.statistics();
        return String.format(
                Locale.ROOT,
                """
                %,d schedules from seed %d on in %.0f s (%.0f/s): %s
                %,d steps, %,d graph versions, %,d loads, %,d recoveries
                %,d crashes, %,d sleepers, %,d failed calls, %,d lost answers, %,d late effects, %,d garbled reads, \
                %,d conflicts
                versions that passed by an armed write whose writer waited for it: %s""",
                summary.schedules(),
                seed,
                took.toMillis() / 1000.0,
                perSecond(summary, took),
                summary.broken()
                        .map(report -> "seed " + report.seed() + " breaks a promise; bench/simulate --replay "
                                + report.seed() + " tells how")
                        .orElse("every promise was kept"),
                seen.steps(),
                seen.versions(),
                seen.loads(),
                seen.recoveries(),
                seen.crashes(),
                seen.sleeps(),
                seen.failures(),
                seen.lostAnswers(),
                seen.lateEffects(),
                seen.garbledReads(),
                seen.conflicts(),
                seen.waits());
    }

    private String asJson(Summary summary, Duration took) throws JsonProcessingException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("first_seed", seed);
        all.put("schedules", summary.schedules());
        all.put("seconds", took.toMillis() / 1000.0);
        all.put("schedules_per_second", Math.round(perSecond(summary, took)));
        all.put("statistics", summary.statistics());
        all.put("broken", summary.broken().map(SimulateMain::story).orElse(null));
        return new JsonMapper().writeValueAsString(all);
    }

    private static Map<String, @Nullable Object> story(SimulationReport report) {
        Map<String, @Nullable Object> story = new LinkedHashMap<>();
        story.put("seed", report.seed());
        story.put("violation", report.violation().orElse(null));
        story.put("trace", report.trace());
        return story;
    }

    private static double perSecond(Summary summary, Duration took) {
        return summary.schedules() * 1000.0 / Math.max(1, took.toMillis());
    }
}
