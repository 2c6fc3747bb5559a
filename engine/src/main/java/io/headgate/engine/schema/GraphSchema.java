package io.headgate.engine.schema;

import java.util.List;
import java.util.Optional;

/**
 * An accepted schema: what the source declares, and the source itself, which is what gets stored and hashed.
 *
 * @param source the text of the .pg file, unchanged
 * @param sha256 lower-case hexadecimal SHA-256 of the source's UTF-8 bytes
 */
public record GraphSchema(
        String source, String sha256, List<TypeDeclaration.NodeType> nodes, List<TypeDeclaration.EdgeType> edges) {

    public GraphSchema {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    public Optional<TypeDeclaration.NodeType> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    public Optional<TypeDeclaration.EdgeType> edge(String name) {
        return edges.stream().filter(edge -> edge.name().equals(name)).findFirst();
    }
}
