package io.headgate.engine.schema;

import java.util.List;

/**
 * A declared node or edge type. Its table has the columns {@code id} (nodes) or {@code id, src, dst} (edges), all Utf8 and
 * not null, then one column for each property in declared order; a node's key property called {@code id} is the column
 * {@code id} itself. {@link ArrowSchemas} says which column is whose.
 */
public sealed interface TypeDeclaration {

    String ID = "id";
    String SRC = "src";
    String DST = "dst";

    String name();

    List<Property> properties();

    /** The indexes that its table should have: first {@link DeclaredIndex#ON_ID}, then those that were declared, in their order. */
    List<DeclaredIndex> indexes();

    <R> R match(Cases<R> cases);

    /** One function for each kind of declaration. */
    interface Cases<R> {
        R node(NodeType node);

        R edge(EdgeType edge);
    }

    /**
     * @param key names of the properties whose values identify a node, in the order of the key; never empty
     */
    record NodeType(String name, List<Property> properties, List<String> key, List<DeclaredIndex> indexes)
            implements TypeDeclaration {
        public NodeType {
            properties = List.copyOf(properties);
            key = List.copyOf(key);
            indexes = DeclaredIndex.checked(name, indexes);
            if (key.isEmpty()) {
                throw new IllegalArgumentException("node " + name + " has no key");
            }
        }

        /** A node type that declares no index. */
        public NodeType(String name, List<Property> properties, List<String> key) {
            this(name, properties, key, List.of(DeclaredIndex.ON_ID));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.node(this);
        }
    }

    /**
     * @param from the node type that {@code src} refers to
     * @param to the node type that {@code dst} refers to
     */
    record EdgeType(String name, String from, String to, List<Property> properties, List<DeclaredIndex> indexes)
            implements TypeDeclaration {
        public EdgeType {
            properties = List.copyOf(properties);
            indexes = DeclaredIndex.checked(name, indexes);
        }

        /** An edge type that declares no index. */
        public EdgeType(String name, String from, String to, List<Property> properties) {
            this(name, from, to, properties, List.of(DeclaredIndex.ON_ID));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.edge(this);
        }
    }
}
