package io.headgate.ingest.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What all verbs that change offsets are told. */
final class OffsetChangeOptions {

    @Parameters(
            arity = "1..*",
            paramLabel = "PARTITION",
            converter = PartitionName.Converter.class,
            description = "Topic and number of a partition: people-0.")
    private List<PartitionName> partitions = List.of();

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--confirm", description = "Do it; without this, it is only shown.")
    private boolean confirm;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; needed with --confirm. Stays in the graph's history.")
    private @Nullable String reason;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who, for the graph's history (default: the user's name).")
    private String actor = System.getProperty("user.name", "headgate offsets");

    @Mixin
    private JsonOption json = new JsonOption();

    List<PartitionName> partitions() {
        return partitions;
    }

    GraphOption graph() {
        return graph;
    }

    ConfigOption config() {
        return config;
    }

    boolean isConfirmed() {
        return confirm;
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason).filter(text -> !text.isBlank());
    }

    String actor() {
        return actor;
    }

    boolean isJson() {
        return json.isGiven();
    }

    /** An offset on the command line. */
    static final class OffsetConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            try {
                long offset = Long.parseLong(value);
                if (offset >= 0) {
                    return offset;
                }
            } catch (NumberFormatException e) {
                // The answer is the same as for a negative number.
            }
            throw new TypeConversionException("'" + value + "' is not an offset, a whole number from 0");
        }
    }
}
