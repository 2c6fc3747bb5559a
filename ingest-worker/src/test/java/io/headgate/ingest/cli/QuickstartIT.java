package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.broker.EmbeddedKafka;
import io.headgate.ingest.docs.GeneratedPage;
import io.headgate.ingest.worker.WorkerRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart, as a reader of the page goes through it. */
class QuickstartIT {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path directory;

    @Test
    void everythingOnThePageWorksAsItSays() throws IOException {
        Map<String, List<String>> blocks = blocks();
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("broker"))) {
            Files.writeString(directory.resolve("social.pg"), only(blocks, "pg"));
            Files.writeString(
                    directory.resolve("social.yaml"),
                    only(blocks, "yaml").replace("localhost:9092", broker.bootstrapServers()));
            for (String topic : List.of("people", "follows")) {
                broker.createTopic(topic, 2, Map.of());
                produce(broker, topic, only(blocks, topic));
            }
            Map<String, String> said = new LinkedHashMap<>();
            for (String script : blocks.get("sh")) {
                for (String command : script.lines().toList()) {
                    said.put(command, run(command));
                }
            }

            assertThat(said).hasSizeGreaterThan(7);
            assertThat(of(said, "scan --graph ./social Person"))
                    .contains("Ada King", "Grace Hopper")
                    .doesNotContain("Ada Lovelace", "Linus");
            assertThat(of(said, "scan --graph ./social Follows")).contains("ada", "grace");
            assertThat(of(said, "dead-letters")).contains("UNKNOWN_SYMBOL", "gold");
            assertThat(of(said, "status")).contains("Person", "Follows", "dead-letters");
            assertThat(of(said, "offsets")).contains("people", "follows");
        }
    }

    private String run(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        assertThat(words.remove(0)).isEqualTo("./headgate");
        // A reader is in the directory of the files; this JVM is not.
        words.replaceAll(argument -> argument.equals("./social") || argument.equals("social.yaml")
                ? directory.resolve(argument).normalize().toString()
                : argument);
        Invocation done = Invocation.of(
                (config, untilCaughtUp, stop) -> assertThat(WorkerRunner.run(config, untilCaughtUp, Map.of())
                                .exitCode())
                        .isZero(),
                (options, out, stop) -> {
                    throw new AssertionError("no demo was asked for");
                },
                words.toArray(String[]::new));
        assertThat(done.exitCode()).as("%s: %s", command, done.err()).isZero();
        return done.out();
    }

    private static void produce(EmbeddedKafka broker, String topic, String lines) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            lines.lines()
                    .map(line -> line.split("\\|", 2))
                    .forEach(record -> producer.send(new ProducerRecord<>(
                            topic,
                            record[0].getBytes(StandardCharsets.UTF_8),
                            record[1].getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static String of(Map<String, String> said, String part) {
        return said.entrySet().stream()
                .filter(entry -> entry.getKey().contains(part))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static String only(Map<String, List<String>> blocks, String language) {
        assertThat(blocks.get(language)).as(language).hasSize(1);
        return blocks.get(language).get(0);
    }

    private static Map<String, List<String>> blocks() throws IOException {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(GeneratedPage.read("quickstart.md"));
        while (block.find()) {
            blocks.computeIfAbsent(block.group(1), language -> new ArrayList<>())
                    .add(block.group(2));
        }
        return blocks;
    }
}
