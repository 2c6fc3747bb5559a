package io.headgate.ingest.cli;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.ingest.config.RefusedText;
import io.headgate.ingest.config.S3Text;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.error.BadConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a command reaches S3. What is not said with an option is taken from the workers' configuration when the command was
 * given one, else from the environment. There is no option for credentials: a command line can be seen by others.
 */
final class S3Options {

    static final String HEADING = "%nFor a graph on S3:%n";

    static final String ENDPOINT = "HEADGATE_S3_ENDPOINT";
    static final String REGION = "HEADGATE_S3_REGION";
    static final String PATH_STYLE = "HEADGATE_S3_PATH_STYLE";
    static final String CA = "HEADGATE_S3_CA";

    private static final Path HERE = Path.of("");

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            description = "Server of the bucket (default: $" + ENDPOINT + ", else AWS).")
    private @Nullable String endpoint;

    @Option(
            names = "--s3-region",
            paramLabel = "REGION",
            description = "Its region (default: $" + REGION + ", else as for any AWS tool).")
    private @Nullable String region;

    @Option(
            names = "--s3-path-style",
            negatable = true,
            description = "Bucket in the path, not in the host (default: $" + PATH_STYLE + ").")
    private @Nullable Boolean pathStyle;

    @Option(
            names = "--s3-ca",
            paramLabel = "FILE",
            description = "Certificates to trust, PEM (default: $" + CA + ", else Java's).")
    private @Nullable String certificates;

    /**
     * The settings for a graph.
     *
     * @param workers configuration of the graph's workers, when the command was given one
     * @throws BadConfiguration naming the option or the variable, its value and what is allowed
     */
    S3Settings settings(GraphLocation graph, Optional<WorkerConfig> workers, Terminal terminal) {
        if (graph instanceof GraphLocation.LocalDirectory) {
            requireNone(graph);
            return S3Settings.DEFAULT;
        }
        S3Settings otherwise = workers.map(WorkerConfig::s3).orElseGet(() -> fromEnvironment(terminal));
        return new S3Settings(
                given("--s3-endpoint", endpoint, S3Text::endpoint).or(otherwise::endpoint),
                given("--s3-region", region, S3Text::region).or(otherwise::region),
                pathStyle == null ? otherwise.pathStyle() : pathStyle,
                given("--s3-ca", certificates, S3Options::file).or(otherwise::certificateAuthority),
                otherwise.connectTimeout(),
                otherwise.requestTimeout(),
                otherwise.attempts(),
                otherwise.parallelRequests());
    }

    private static S3Settings fromEnvironment(Terminal terminal) {
        Function<String, @Nullable String> variables = terminal.environment()::get;
        S3Settings defaults = S3Settings.DEFAULT;
        Optional<URI> server = given(ENDPOINT, variables.apply(ENDPOINT), S3Text::endpoint);
        return new S3Settings(
                server,
                given(REGION, variables.apply(REGION), S3Text::region),
                given(PATH_STYLE, variables.apply(PATH_STYLE), S3Text::truth).orElse(defaults.pathStyle()),
                given(CA, variables.apply(CA), S3Options::file),
                defaults.connectTimeout(),
                defaults.requestTimeout(),
                defaults.attempts(),
                defaults.parallelRequests());
    }

    private void requireNone(GraphLocation graph) {
        requireAbsent("--s3-endpoint", endpoint, graph);
        requireAbsent("--s3-region", region, graph);
        requireAbsent("--s3-path-style", pathStyle, graph);
        requireAbsent("--s3-ca", certificates, graph);
    }

    private static void requireAbsent(String option, @Nullable Object value, GraphLocation graph) {
        if (value != null) {
            throw new BadConfiguration(
                    option,
                    option + " is given, but the graph is in a local directory, " + graph
                            + ". Leave it out, or give --graph s3://bucket/prefix");
        }
    }

    private static Path file(String text) {
        return S3Text.certificates(text, HERE);
    }

    private static <T> Optional<T> given(String name, @Nullable String text, Function<String, T> parser) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (RefusedText e) {
            throw new BadConfiguration(name, name + " " + e.rest(), e);
        }
    }
}
