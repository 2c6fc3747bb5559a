package io.headgate.engine.schema;

import io.headgate.engine.schema.grammar.PgParser;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Reads one declaration, except for what depends on the other ones. */
final class DeclarationReader {

    private static final List<String> EDGE_COLUMNS =
            List.of(TypeDeclaration.ID, TypeDeclaration.SRC, TypeDeclaration.DST);

    private DeclarationReader() {}

    static TypeDeclaration.NodeType node(PgParser.NodeDeclarationContext declaration) {
        Token name = declaration.IDENTIFIER().getSymbol();
        BodyReader body = new BodyReader(name.getText());
        body.read(declaration.body());
        KeyRules rules = new KeyRules(body);
        List<String> key = rules.key(name);
        rules.checkIdProperty(key);
        return new TypeDeclaration.NodeType(
                name.getText(), body.properties(), key, IndexRules.ofNode(body).indexes());
    }

    static TypeDeclaration.EdgeType edge(PgParser.EdgeDeclarationContext declaration) {
        String name = declaration.IDENTIFIER(0).getText();
        BodyReader body = new BodyReader(name);
        if (declaration.body() != null) {
            body.read(declaration.body());
        }
        for (BodyReader.Declared property : body.declared()) {
            if (EDGE_COLUMNS.contains(property.property().name())) {
                throw Refusal.at(
                        property.name(),
                        "property name '" + property.property().name() + "' is taken: every edge table has the columns"
                                + " id, src and dst; choose another name");
            }
        }
        body.keys().stream().findFirst().ifPresent(key -> {
            throw Refusal.at(
                    key.at(),
                    "an edge has no @key; its id is the record's field 'id', or else made from src and dst; remove it");
        });
        return new TypeDeclaration.EdgeType(
                name,
                declaration.IDENTIFIER(1).getText(),
                declaration.IDENTIFIER(2).getText(),
                body.properties(),
                IndexRules.ofEdge(body).indexes());
    }
}
