package io.headgate.engine.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A schema that is right, without a text. */
record SchemaModel(List<TypeDeclaration.NodeType> nodes, List<TypeDeclaration.EdgeType> edges) {

    private static final List<String> WORDS =
            List.of("node", "edge", "enum", "interface", "key", "String", "src", "dst", "name", "Name", "x_1");

    static SchemaModel random(Random random) {
        List<TypeDeclaration.NodeType> nodes = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            nodes.add(node("N" + i, random));
        }
        List<TypeDeclaration.EdgeType> edges = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            List<Property> properties = properties(random).stream()
                    .filter(property ->
                            !property.name().equals("src") && !property.name().equals("dst"))
                    .toList();
            List<DeclaredIndex> endpoints = List.of(
                    new DeclaredIndex(TypeDeclaration.SRC, IndexKind.BTREE),
                    new DeclaredIndex(TypeDeclaration.DST, IndexKind.BTREE));
            edges.add(new TypeDeclaration.EdgeType(
                    "E" + i,
                    any(nodes, random),
                    any(nodes, random),
                    properties,
                    indexes(properties, endpoints, random)));
        }
        return new SchemaModel(nodes, edges);
    }

    private static TypeDeclaration.NodeType node(String name, Random random) {
        List<Property> properties = new ArrayList<>(properties(random));
        if (random.nextBoolean()) {
            int at = random.nextInt(properties.size() + 1);
            properties.add(at, required("id", new PropertyType.Scalar(ScalarType.STRING)));
            return new TypeDeclaration.NodeType(
                    name, properties, List.of("id"), indexes(properties, List.of(), random));
        }
        List<String> key = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            ScalarType type = random.nextBoolean() ? ScalarType.DATE_TIME : ScalarType.U64;
            properties.add(random.nextInt(properties.size() + 1), required("k" + i, new PropertyType.Scalar(type)));
            key.add(random.nextInt(key.size() + 1), "k" + i);
        }
        return new TypeDeclaration.NodeType(name, properties, key, indexes(properties, List.of(), random));
    }

    private static List<Property> properties(Random random) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < random.nextInt(6); i++) {
            names.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return names.stream()
                .map(name -> new Property(name, type(random), random.nextBoolean()))
                .toList();
    }

    private static List<DeclaredIndex> indexes(List<Property> properties, List<DeclaredIndex> others, Random random) {
        List<DeclaredIndex> possible = new ArrayList<>(others);
        for (Property property : properties) {
            kinds(property.type()).forEach(kind -> possible.add(new DeclaredIndex(property.name(), kind)));
        }
        possible.remove(DeclaredIndex.ON_ID);
        Collections.shuffle(possible, random);
        List<DeclaredIndex> indexes = new ArrayList<>(List.of(DeclaredIndex.ON_ID));
        indexes.addAll(possible.subList(0, random.nextInt(possible.size() + 1)));
        return indexes;
    }

    private static List<IndexKind> kinds(PropertyType type) {
        return type.match(new PropertyType.Cases<>() {
            @Override
            public List<IndexKind> scalar(ScalarType scalar) {
                return scalar == ScalarType.STRING
                        ? List.of(IndexKind.BTREE, IndexKind.TEXT)
                        : List.of(IndexKind.BTREE);
            }

            @Override
            public List<IndexKind> vector(int dimensions) {
                return List.of(IndexKind.VECTOR);
            }

            @Override
            public List<IndexKind> list(ScalarType element) {
                return List.of();
            }

            @Override
            public List<IndexKind> enumeration(List<String> symbols) {
                return List.of(IndexKind.BTREE);
            }
        });
    }

    private static PropertyType type(Random random) {
        ScalarType scalar = ScalarType.values()[random.nextInt(ScalarType.values().length)];
        return switch (random.nextInt(5)) {
            case 0 -> new PropertyType.Vector(1 + random.nextInt(TypeReader.MOST_DIMENSIONS));
            case 1 -> new PropertyType.ListOf(scalar);
            case 2 -> new PropertyType.Enumeration(WORDS.subList(0, 1 + random.nextInt(WORDS.size())));
            default -> new PropertyType.Scalar(scalar);
        };
    }

    private static Property required(String name, PropertyType type) {
        return new Property(name, type, false);
    }

    private static String any(List<TypeDeclaration.NodeType> nodes, Random random) {
        return nodes.get(random.nextInt(nodes.size())).name();
    }
}
