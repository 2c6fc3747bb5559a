package io.headgate.engine.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The type names of one source. Nodes and edges share one name space, because tables are asked for by name; and no two may
 * have the same table slug, because some file systems do not tell upper case from lower.
 */
final class DeclaredNames {

    private final Map<String, Token> nodes = new LinkedHashMap<>();
    private final Map<String, Token> edges = new LinkedHashMap<>();
    private final Map<String, Token> bySlug = new HashMap<>();

    void addNode(Token name) {
        add(name);
        nodes.put(name.getText(), name);
    }

    void addEdge(Token name) {
        add(name);
        edges.put(name.getText(), name);
    }

    void checkEndpoint(Token endpoint) {
        String name = endpoint.getText();
        if (nodes.containsKey(name)) {
            return;
        }
        if (edges.containsKey(name)) {
            throw Refusal.at(
                    endpoint,
                    "'" + name + "' is an edge type; an edge goes from one node type to another" + declared());
        }
        throw Refusal.at(
                endpoint, "unknown node type '" + name + "'" + NearMiss.hint(name, nodes.keySet()) + declared());
    }

    private void add(Token name) {
        NameRules.check(name, "type");
        String text = name.getText();
        @Nullable Token first = nodes.containsKey(text) ? nodes.get(text) : edges.get(text);
        if (first != null) {
            throw Refusal.at(
                    name,
                    "type '" + text + "' is already declared in line " + first.getLine()
                            + "; nodes and edges need different names");
        }
        String slug = TableSlug.of(text);
        @Nullable Token sameSlug = bySlug.putIfAbsent(slug, name);
        if (sameSlug != null) {
            throw Refusal.at(
                    name,
                    "type '" + text + "' and '" + sameSlug.getText() + "' (line " + sameSlug.getLine()
                            + ") would both have the table name '" + slug + "'; rename one of them");
        }
    }

    private String declared() {
        if (nodes.isEmpty()) {
            return "; no node type is declared";
        }
        return "; declared node types: " + String.join(", ", new TreeSet<>(nodes.keySet()));
    }
}
