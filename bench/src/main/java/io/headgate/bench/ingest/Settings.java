package io.headgate.bench.ingest;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Names and values that go from the bench to the process of a case, and back. */
record Settings(Map<String, String> values) {

    static final Settings NONE = new Settings(Map.of());

    Settings {
        values = Map.copyOf(values);
    }

    static Settings load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return new Settings(values);
    }

    void store(Path file) {
        Properties properties = new Properties();
        properties.putAll(values);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    Settings with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value.toString());
        return new Settings(more);
    }

    Settings withAll(Settings others) {
        Map<String, String> more = new TreeMap<>(values);
        more.putAll(others.values);
        return new Settings(more);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("the case has no setting " + name));
    }

    String text(String name, String otherwise) {
        return find(name).orElse(otherwise);
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }

    int number(String name, int otherwise) {
        return find(name).map(Integer::parseInt).orElse(otherwise);
    }

    boolean is(String name) {
        return Boolean.parseBoolean(text(name, "false"));
    }

    /** Those whose names begin with the prefix, without it. */
    Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }
}
