package io.headgate.ingest.config;

import io.headgate.engine.GraphLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a configuration as the YAML that {@link ConfigLoader} reads as the same one. */
public final class ConfigWriter {

    private ConfigWriter() {}

    /** The whole file, with every key. It contains the Kafka settings, secrets among them: keep it private. */
    public static String write(WorkerConfig config) {
        Map<String, Object> top = new LinkedHashMap<>();
        put(top, ConfigKeys.GRAPH, EnvironmentReferences.escape(GraphLocationText.render(config.graph())));
        config.schema().ifPresent(path -> put(top, ConfigKeys.SCHEMA, EnvironmentReferences.escape(path.toString())));
        put(top, ConfigKeys.DURABILITY, config.durability());
        if (config.graph() instanceof GraphLocation.S3Prefix) {
            top.put(S3Section.NAME, S3Section.write(config.s3()));
        }
        Map<String, Object> kafka = new LinkedHashMap<>();
        config.kafka().forEach((name, value) -> kafka.put(name, EnvironmentReferences.escape(value)));
        top.put(ConfigKeys.KAFKA_SECTION, kafka);
        List<Object> sources = new ArrayList<>();
        config.sources().forEach(source -> sources.add(source(source)));
        top.put(ConfigKeys.SOURCES_SECTION, sources);
        Map<String, Object> commit = section(top, ConfigKeys.COMMIT_EVERY);
        put(commit, ConfigKeys.COMMIT_EVERY, config.commit().every());
        put(commit, ConfigKeys.COMMIT_MAX_ROWS, config.commit().maxRows());
        put(commit, ConfigKeys.COMMIT_MAX_BYTES, config.commit().maxBytes());
        Map<String, Object> memory = section(top, ConfigKeys.MEMORY_OFF_HEAP);
        put(memory, ConfigKeys.MEMORY_OFF_HEAP, config.memory().offHeap());
        put(memory, ConfigKeys.MEMORY_MAX_RECORD, config.memory().maxRecord());
        Map<String, Object> turn = section(top, ConfigKeys.TURN_PAUSE);
        put(turn, ConfigKeys.TURN_PAUSE, config.turn().pause());
        put(turn, ConfigKeys.TURN_PATIENCE, (long) config.turn().patience());
        put(turn, ConfigKeys.TURN_MAX_LOOKS, (long) config.turn().looks());
        put(turn, ConfigKeys.TURN_MAX_INTENTS, (long) config.turn().intents());
        put(turn, ConfigKeys.TURN_MAX_KEYS, (long) config.turn().keys());
        put(section(top, ConfigKeys.STARTUP_TIMEOUT), ConfigKeys.STARTUP_TIMEOUT, config.startupTimeout());
        put(section(top, ConfigKeys.SHUTDOWN_TIMEOUT), ConfigKeys.SHUTDOWN_TIMEOUT, config.shutdownTimeout());
        put(top, config.monitoring());
        top.put(MaintenanceSection.NAME, MaintenanceSection.write(config.maintenance()));
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        return new Yaml(options).dump(top);
    }

    private static void put(Map<String, Object> top, MonitoringConfig monitoring) {
        Map<String, Object> http = section(top, ConfigKeys.HTTP_BIND);
        put(http, ConfigKeys.HTTP_BIND, monitoring.http().bind());
        monitoring.http().port().ifPresent(port -> put(http, ConfigKeys.HTTP_PORT, port));
        put(section(top, ConfigKeys.LAG_EVERY), ConfigKeys.LAG_EVERY, monitoring.lagEvery());
        Map<String, Object> health = section(top, ConfigKeys.POLL_WITHIN);
        put(health, ConfigKeys.POLL_WITHIN, monitoring.health().pollWithin());
        put(health, ConfigKeys.PROGRESS_WITHIN, monitoring.health().progressWithin());
    }

    private static Map<String, Object> source(SourceConfig source) {
        Map<String, Object> section = new LinkedHashMap<>();
        put(section, ConfigKeys.TOPIC, source.topic());
        put(section, ConfigKeys.INTO, source.into());
        put(section, ConfigKeys.FORMAT, source.format());
        put(section, ConfigKeys.MODE, source.mode());
        put(section, ConfigKeys.START, source.start());
        return section;
    }

    private static Map<String, Object> section(Map<String, Object> top, ConfigKey<?> keyOfIt) {
        Map<String, Object> section = new LinkedHashMap<>();
        top.put(keyOfIt.section(), section);
        return section;
    }

    private static <T> void put(Map<String, Object> section, ConfigKey<T> key, T value) {
        section.put(key.name(), key.type().render(value));
    }
}
