package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                """);
        return ConfigLoader.load(file, Map.of());
    }
}
