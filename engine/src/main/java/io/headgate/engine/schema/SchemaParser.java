package io.headgate.engine.schema;

import io.headgate.engine.schema.grammar.PgLexer;
import io.headgate.engine.schema.grammar.PgParser;
import io.headgate.recovery.error.BadSchema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * Reads the text of a .pg file. What it returns is sound: every type has a table of its own, every node type a key that
 * can be written as text, every edge two node types. Pure functions, safe for any thread.
 */
public final class SchemaParser {

    private SchemaParser() {}

    /**
     * The schema that the source declares.
     *
     * @throws BadSchema at the first thing that is not accepted, and for no other reason
     */
    public static GraphSchema parse(String source) {
        refuseBrokenText(source);
        PgParser.SchemaContext tree = syntaxTree(source);
        DeclaredNames names = new DeclaredNames();
        List<TypeDeclaration.NodeType> nodes = new ArrayList<>();
        List<TypeDeclaration.EdgeType> edges = new ArrayList<>();
        for (ParseTree declaration : tree.children) {
            if (declaration instanceof PgParser.NodeDeclarationContext node) {
                names.addNode(node.IDENTIFIER().getSymbol());
                nodes.add(DeclarationReader.node(node));
            } else if (declaration instanceof PgParser.EdgeDeclarationContext edge) {
                names.addEdge(edge.IDENTIFIER(0).getSymbol());
                edges.add(DeclarationReader.edge(edge));
            }
        }
        if (nodes.isEmpty() && edges.isEmpty()) {
            throw Refusal.at(
                    tree.EOF().getSymbol(),
                    "the schema declares nothing; declare at least one node type, as in " + SyntaxErrors.NODE_EXAMPLE);
        }
        for (PgParser.EdgeDeclarationContext edge : tree.edgeDeclaration()) {
            names.checkEndpoint(edge.IDENTIFIER(1).getSymbol());
            names.checkEndpoint(edge.IDENTIFIER(2).getSymbol());
        }
        return new GraphSchema(source, sha256(source), nodes, edges);
    }

    private static PgParser.SchemaContext syntaxTree(String source) {
        PgLexer lexer = new PgLexer(CharStreams.fromString(source));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        PgParser parser = new PgParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new SyntaxErrors(tokens));
        return parser.schema();
    }

    /** Half of a surrogate pair has no UTF-8 form, so such a source could not be stored unchanged. */
    private static void refuseBrokenText(String source) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < source.length(); i += Character.charCount(source.codePointAt(i))) {
            int codePoint = source.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw Refusal.at(
                        line,
                        column,
                        "found half of a surrogate pair, which is not a character; save the file as UTF-8");
            }
            column = codePoint == '\n' ? 1 : column + 1;
            line += codePoint == '\n' ? 1 : 0;
        }
    }

    /** Lower-case hexadecimal SHA-256 of the source's UTF-8 bytes: what an accepted schema is stored under. */
    public static String sha256(String source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
