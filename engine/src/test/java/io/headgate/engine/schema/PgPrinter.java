package io.headgate.engine.schema;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes a model as somebody would who changes style from line to line. */
record PgPrinter(Random random) {

    String print(SchemaModel model) {
        List<String> nodes = model.nodes().stream().map(this::node).toList();
        List<String> edges = model.edges().stream().map(this::edge).toList();
        List<String> text = new ArrayList<>(random.nextBoolean() ? nodes : edges);
        text.addAll(text.equals(nodes) ? edges : nodes);
        return String.join(gap(), text) + space();
    }

    private String node(TypeDeclaration.NodeType node) {
        boolean mark = node.key().size() == 1 && random.nextBoolean();
        List<String> items = new ArrayList<>();
        for (Property property : node.properties()) {
            items.add(property(property) + (mark && node.key().contains(property.name()) ? space() + "@key" : ""));
        }
        if (!mark) {
            items.add(random.nextInt(items.size() + 1), "@key(" + String.join("," + space(), node.key()) + ")");
        }
        return "node" + gap() + node.name() + body(items);
    }

    private String edge(TypeDeclaration.EdgeType edge) {
        String body = edge.properties().isEmpty() && random.nextBoolean()
                ? ""
                : body(edge.properties().stream().map(this::property).toList());
        return "edge" + gap() + edge.name() + space() + ":" + space() + edge.from() + space() + "->" + space()
                + edge.to() + body;
    }

    private String body(List<String> items) {
        return space() + "{" + items.stream().map(item -> item + separator()).collect(joining()) + "}" + space();
    }

    private String property(Property property) {
        return property.name() + space() + ":" + space() + type(property.type())
                + (property.nullable() ? space() + "?" : "");
    }

    private String type(PropertyType type) {
        return type.match(new PropertyType.Cases<>() {
            @Override
            public String scalar(ScalarType scalar) {
                return scalar.keyword();
            }

            @Override
            public String vector(int dimensions) {
                return "Vector" + space() + "(" + dimensions + ")";
            }

            @Override
            public String list(ScalarType element) {
                return "[" + space() + element.keyword() + space() + "]";
            }

            @Override
            public String enumeration(List<String> symbols) {
                return "enum(" + String.join(space() + "," + space(), symbols) + ")";
            }
        });
    }

    private String separator() {
        return List.of(" ", "\n", ", ", ";", ",\n", "\r\n").get(random.nextInt(6));
    }

    private String space() {
        return random.nextInt(3) == 0 ? gap() : "";
    }

    private String gap() {
        return List.of(" ", "\n", "\t ", " // end: of } line\n", "/* { 😀 */", "\r\n")
                .get(random.nextInt(6));
    }
}
