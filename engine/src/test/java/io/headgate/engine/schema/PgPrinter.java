package io.headgate.engine.schema;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Writes a model as somebody would who changes style from line to line. */
record PgPrinter(Random random) {

    /** What stands in a body, and the property that it declares, if it does. */
    private record Item(String property, String text) {}

    String print(SchemaModel model) {
        List<String> nodes = model.nodes().stream().map(this::node).toList();
        List<String> edges = model.edges().stream().map(this::edge).toList();
        List<String> text = new ArrayList<>(random.nextBoolean() ? nodes : edges);
        text.addAll(text.equals(nodes) ? edges : nodes);
        return String.join(gap(), text) + space();
    }

    private String node(TypeDeclaration.NodeType node) {
        boolean mark = node.key().size() == 1 && random.nextBoolean();
        List<Item> items = new ArrayList<>();
        for (Property property : node.properties()) {
            String key = mark && node.key().contains(property.name()) ? space() + "@key" : "";
            items.add(new Item(property.name(), property(property) + key));
        }
        if (!mark) {
            String key = "@key(" + String.join("," + space(), node.key()) + ")";
            items.add(random.nextInt(items.size() + 1), new Item("", key));
        }
        return "node" + gap() + node.name() + body(withIndexes(items, node));
    }

    private String edge(TypeDeclaration.EdgeType edge) {
        List<Item> properties = edge.properties().stream()
                .map(property -> new Item(property.name(), property(property)))
                .toList();
        List<String> items = withIndexes(properties, edge);
        String body = items.isEmpty() && random.nextBoolean() ? "" : body(items);
        return "edge" + gap() + edge.name() + space() + ":" + space() + edge.from() + space() + "->" + space()
                + edge.to() + body;
    }

    /** The items with the declared indexes behind them, or as entries between them, in the order of the declaration. */
    private List<String> withIndexes(List<Item> items, TypeDeclaration type) {
        List<String> written = new ArrayList<>();
        Deque<DeclaredIndex> left =
                new ArrayDeque<>(type.indexes().subList(1, type.indexes().size()));
        for (Item item : items) {
            while (!left.isEmpty() && random.nextInt(3) == 0) {
                written.add(entry(left.pop()));
            }
            StringBuilder text = new StringBuilder(item.text());
            while (!left.isEmpty() && (isOf(item, left.peek()) || random.nextInt(3) == 0)) {
                DeclaredIndex index = left.pop();
                boolean mark = isOf(item, index) && random.nextInt(4) > 0;
                text.append(space()).append(mark ? "@index" : entry(index));
            }
            written.add(text.toString());
        }
        left.forEach(index -> written.add(entry(index)));
        return written;
    }

    private static boolean isOf(Item item, DeclaredIndex index) {
        return item.property().equals(index.column()) && index.kind() != IndexKind.TEXT;
    }

    private String entry(DeclaredIndex index) {
        String kind = index.kind() == IndexKind.TEXT ? "," + space() + "text" : "";
        return "@index" + space() + "(" + space() + index.column() + kind + ")";
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
