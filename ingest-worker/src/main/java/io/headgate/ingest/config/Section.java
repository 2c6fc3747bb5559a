package io.headgate.ingest.config;

import io.headgate.recovery.error.BadConfiguration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of the file. Every problem it reports says the file, the line and the key. */
final class Section {

    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> entries;

    private Section(String file, String path, int line, Map<String, Node> entries) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.entries = entries;
    }

    /** The top of a file. */
    static Section top(String file, Node node) {
        return of(file, "", node);
    }

    private static Section of(String file, String path, Node node) {
        int line = lineOf(node);
        Section empty = new Section(file, path, line, Map.of());
        if (!(node instanceof MappingNode mapping)) {
            throw empty.problem("", "has to be keys with values: 'key: value'");
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = empty.text("", tuple.getKeyNode());
            if (entries.put(name, tuple.getValueNode()) != null) {
                throw new Section(file, path, lineOf(tuple.getKeyNode()), Map.of())
                        .problem(name, "is there twice. Remove one of them");
            }
        }
        return new Section(file, path, line, entries);
    }

    /** Refuses keys that are not among the names. */
    Section allowing(List<String> names) {
        for (String name : entries.keySet()) {
            if (!names.contains(name)) {
                throw problem(name, "is not a key here. " + Suggestion.instead(name, names));
            }
        }
        return this;
    }

    /** The keys that are there. */
    Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** The value of a key; its default when the file does not give one. */
    <T> Optional<T> read(ConfigKey<T> key, EnvironmentReferences environment) {
        Optional<String> given = given(key.name());
        if (given.isEmpty()) {
            if (key.required()) {
                throw problem(key.name(), "is missing. It is needed: " + plain(key.help()));
            }
            return key.defaultValue();
        }
        String text = key.expandsEnvironment() ? expand(key.name(), given.get(), environment) : given.get();
        try {
            return Optional.of(key.parse(text));
        } catch (RefusedText e) {
            throw problem(key.name(), e.rest());
        } catch (IllegalArgumentException e) {
            throw problem(key.name(), "is '" + given.get() + "', but has to be " + plain(key.allowed()));
        }
    }

    String expand(String name, String text, EnvironmentReferences environment) {
        try {
            return environment.expand(text);
        } catch (IllegalArgumentException e) {
            throw problem(name, String.valueOf(e.getMessage()));
        }
    }

    /** A section below this one; an empty one when the file does not give it. */
    Section section(String name) {
        Node node = entries.get(name);
        return node == null || isNothing(node)
                ? new Section(file, pathOf(name), line, Map.of())
                : of(file, pathOf(name), node);
    }

    /** The sections of a list below this one; none when the file does not give it. */
    List<Section> list(String name) {
        Node node = entries.get(name);
        if (node == null || isNothing(node)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw problem(name, "has to be a list: each entry on lines of its own, the first one starting with '- '");
        }
        List<Section> sections = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            sections.add(of(file, pathOf(name) + "[" + sections.size() + "]", entry));
        }
        return sections;
    }

    /** All keys with their values, as they stand in the file. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries.forEach((name, node) -> texts.put(name, text(name, node)));
        return texts;
    }

    /** An error about a key of this section. */
    BadConfiguration problem(String name, String what) {
        Node node = entries.get(name);
        String subject = pathOf(name);
        return new BadConfiguration(
                subject,
                file + ", line " + (node == null ? line : lineOf(node)) + ": "
                        + (subject.isEmpty() ? "the file" : subject) + " " + what);
    }

    private Optional<String> given(String name) {
        Node node = entries.get(name);
        return node == null || isNothing(node) ? Optional.empty() : Optional.of(text(name, node));
    }

    private String text(String name, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw problem(name, "has to be a single value");
        }
        if (!scalar.getTag().startsWith(Tag.PREFIX)) {
            throw problem(name, "has a YAML tag. Put quotes around a value that begins with '!'");
        }
        return scalar.getValue();
    }

    private String pathOf(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    private static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String plain(String markdown) {
        return markdown.replace("`", "");
    }
}
