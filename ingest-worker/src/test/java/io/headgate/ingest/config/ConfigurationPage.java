package io.headgate.ingest.config;

import java.util.List;

/** Writes the reference page of the worker's file from the keys. */
final class ConfigurationPage {

    private static final String EXAMPLE = """
            graph: ./social                 # a directory, or s3://bucket/prefix
            schema: ./social.pg             # used when the graph does not exist yet
            kafka:                          # for every Kafka client
              bootstrap.servers: localhost:9092
              group.id: social
            sources:
              - topic: people
                into: node:Person
                format: json
                mode: upsert                # a record replaces the row with its key; one without value deletes it
                start: earliest             # only for partitions that the graph does not know yet
              - topic: follows
                into: edge:Follows
                mode: append
            commit: { every: 1s, max-rows: 500000, max-bytes: 256MiB }
            memory: { off-heap: 1GiB }
            """;

    private static final String INTRODUCTION = """
            # Configuration of the worker

            <!-- Made from the code by ConfigurationPageTest. Change the keys, not this page. -->

            `headgate worker --config worker.yaml` reads one YAML file and checks all of it before anything starts. A key that
            is not listed here, a value that is not allowed or a key that is there twice is an error (exit code 2) which names
            the line, the key and what would be right.

            ```yaml
            %s```

            - **Paths** are relative to the directory of the file, not to where the command is run.
            - **Environment variables**: `${NAME}` and `${NAME:-default}` are replaced in `graph`, `schema`, `memory.off-heap`, `http.port`, `maintenance.prefix`, `maintenance.group`, in
              `endpoint`, `region`, `path-style` and `ca` of `s3`, and in every value below `kafka`. A variable that is not set and has no default is an error. `$${` stands for the characters `${`,
              which Kafka's own configuration providers use: `$${file:/etc/secrets.properties:password}`.
            - **Secrets**: values below `kafka` appear in no log line and no error message. Credentials for S3 are never in this
              file: a key for one is refused, and [S3](s3.md) says where they come from.
            - **S3**: the section `s3` is for a graph on S3; with a graph in a directory it is an error.

            ## Keys
            """;

    private static final String KAFKA_INTRODUCTION = """

            ### `kafka`

            Everything below `kafka` is handed to every Kafka client as it is: security, timeouts, fetch sizes, see
            [Kafka's list](https://kafka.apache.org/documentation/#consumerconfigs). Two settings are needed: %s.

            These belong to Headgate, because "exactly once" rests on them. Another value is refused.

            | setting | always | why |
            |---|---|---|
            """;

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(String.format(INTRODUCTION, EXAMPLE));
        ConfigKeys.ALL.stream().map(ConfigKey::section).distinct().forEach(section -> appendSection(page, section));
        page.append(String.format(
                KAFKA_INTRODUCTION,
                String.join(
                        " and ",
                        KafkaSettings.REQUIRED.stream()
                                .map(name -> "`" + name + "`")
                                .toList())));
        for (KafkaSettings.Owned setting : KafkaSettings.OWNED) {
            appendRow(page, List.of("`" + setting.name() + "`", "`" + setting.value() + "`", setting.reason()));
        }
        return page.toString();
    }

    static String example() {
        return EXAMPLE;
    }

    private static void appendSection(StringBuilder page, String section) {
        page.append("\n### ").append(title(section)).append("\n\n");
        page.append("| key | value | default | meaning |\n|---|---|---|---|\n");
        ConfigKeys.ALL.stream().filter(key -> key.section().equals(section)).forEach(key -> appendKey(page, key));
    }

    private static <T> void appendKey(StringBuilder page, ConfigKey<T> key) {
        String otherwise = key.defaultValue()
                .map(value -> "`" + key.type().render(value) + "`")
                .orElse(key.required() ? "required" : "none");
        appendRow(page, List.of("`" + key.name() + "`", key.allowed(), otherwise, key.help()));
    }

    private static void appendRow(StringBuilder page, List<String> cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String title(String section) {
        if (section.isEmpty()) {
            return "Top of the file";
        }
        return section.endsWith("[]")
                ? "`" + section.replace("[]", "") + "` (a list; each entry has these keys)"
                : "`" + section + "`";
    }
}
