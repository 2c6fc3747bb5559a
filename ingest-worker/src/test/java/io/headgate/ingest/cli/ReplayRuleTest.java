package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.ingest.cli.ReplayRule.Verdict;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.config.WorkerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

class ReplayRuleTest {

    @TempDir
    Path directory;

    @Test
    void onlyUpsertsAreReplayedWithoutAWord() throws IOException {
        ReplayRule rule = new ReplayRule(Optional.of(config()));

        assertThat(rule.objection("people")).isEmpty();
        assertThat(rule.objection("follows"))
                .hasValueSatisfying(said -> assertThat(said).contains("append mode", "--allow-duplicates"));
    }

    @Test
    void whatIsNotKnownCountsAsAppended() throws IOException {
        assertThat(new ReplayRule(Optional.empty()).objection("people"))
                .hasValueSatisfying(said -> assertThat(said).contains("--config FILE", "--allow-duplicates"));
        assertThat(new ReplayRule(Optional.of(config())).objection("strangers"))
                .hasValueSatisfying(said -> assertThat(said).contains("no source for topic strangers"));
    }

    @Test
    void topicsOfAPatternAreWrittenAsTheirPatternSays() throws IOException {
        ReplayRule rule = new ReplayRule(Optional.of(config()));

        assertThat(rule.verdict("person.eu")).isEqualTo(Verdict.REPLACES);
        assertThat(rule.verdict("events.clicks")).isEqualTo(Verdict.REPEATS);
        assertThat(rule.objection("events.clicks"))
                .hasValueSatisfying(said -> assertThat(said).contains("events.clicks", "append mode"));
        // A pattern is for whole names.
        assertThat(rule.verdict("my-events.clicks")).isEqualTo(Verdict.NO_SOURCE);
        assertThat(new ReplayRule(Optional.empty()).verdict("events.clicks")).isEqualTo(Verdict.NO_CONFIGURATION);
    }

    /** A worker refuses such a topic; before it does, nobody knows how its rows came into the graph. */
    @Test
    void aTopicOfSeveralSourcesCountsAsAppendedIfOneOfThemAppends() throws IOException {
        assertThat(new ReplayRule(Optional.of(config())).verdict("events.person"))
                .isEqualTo(Verdict.REPEATS);
    }

    @Test
    void theLastDashOfAPartitionsNameCounts() {
        PartitionName.Converter converter = new PartitionName.Converter();

        assertThat(converter.convert("people-of-today-12")).isEqualTo(new PartitionName("people-of-today", 12));
        assertThat(converter.convert("people-0")).hasToString("people-0");
        assertThatThrownBy(() -> converter.convert("people")).isInstanceOf(TypeConversionException.class);
        assertThatThrownBy(() -> converter.convert("-1")).isInstanceOf(TypeConversionException.class);
    }

    private WorkerConfig config() throws IOException {
        Path file = Files.writeString(directory.resolve("worker.yaml"), """
                graph: social
                kafka: { bootstrap.servers: localhost, group.id: g }
                sources:
                  - { topic: people, into: node:Person }
                  - { topic: follows, into: edge:Follows, mode: append }
                  - { topic: '(.*\\.)?person(\\..*)?', into: node:Person }
                  - { topic: 'events\\..*', into: edge:Follows, mode: append }
                """);
        return ConfigLoader.load(file, Map.of());
    }
}
