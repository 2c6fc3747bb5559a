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

    <R> R match(Cases<R> cases);

    /** One function for each kind of declaration. */
    interface Cases<R> {
        R node(NodeType node);

        R edge(EdgeType edge);
    }

    /**
     * @param key names of the properties whose values identify a node, in the order of the key; never empty
     */
    record NodeType(String name, List<Property> properties, List<String> key) implements TypeDeclaration {
        public NodeType {
            properties = List.copyOf(properties);
            key = List.copyOf(key);
            if (key.isEmpty()) {
                throw new IllegalArgumentException("node " + name + " has no key");
            }
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
    record EdgeType(String name, String from, String to, List<Property> properties) implements TypeDeclaration {
        public EdgeType {
            properties = List.copyOf(properties);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.edge(this);
        }
    }
}
