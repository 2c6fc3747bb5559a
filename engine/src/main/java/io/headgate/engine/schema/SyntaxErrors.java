package io.headgate.engine.schema;

import io.headgate.engine.schema.grammar.PgParser;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.jspecify.annotations.Nullable;

/** Turns the parser's first complaint into an error that says what was found and what would be right. */
final class SyntaxErrors extends BaseErrorListener {

    static final String NODE_EXAMPLE = "node Person { id: String @key  name: String? }";
    static final String EDGE_EXAMPLE = "edge Follows: Person -> Person { since: DateTime }";

    private static final Map<Integer, String> EXAMPLES = Map.of(
            PgParser.RULE_nodeDeclaration, NODE_EXAMPLE,
            PgParser.RULE_edgeDeclaration, EDGE_EXAMPLE,
            PgParser.RULE_property, "name: String?",
            PgParser.RULE_type, "String, Vector(384), enum(red, green) or [String]",
            PgParser.RULE_annotation, "@key, @key(a, b), @index or @index(a)",
            PgParser.RULE_arguments, "@key(a, b), Vector(384) or enum(red, green)");

    private static final Set<Integer> PARTS_OF_OTHER_RULES = Set.of(PgParser.RULE_name, PgParser.RULE_argument);

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("#", "comments start with //"),
            Map.entry("!", "a property is required unless its type is followed by ?"),
            Map.entry("=", "there are no default values"),
            Map.entry("-", "names are made of letters, digits and _"),
            Map.entry("<", "a list is written [String], a vector Vector(384)"),
            Map.entry("\"", "a text ends in the line in which it starts"),
            Map.entry("{", "types cannot be nested"),
            Map.entry("/", "comments start with // or stand between /* and */"),
            Map.entry("@", "annotations stand inside the braces"));

    private final TokenStream tokens;

    SyntaxErrors(TokenStream tokens) {
        this.tokens = tokens;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            Object offendingSymbol,
            int line,
            int charPositionInLine,
            String ignoredMessage,
            @Nullable RecognitionException ignoredCause) {
        Parser parser = (Parser) recognizer;
        Token found = (Token) offendingSymbol;
        refuseAnnotations(found);
        throw Refusal.at(found, message(parser, found));
    }

    /** An annotation that is refused anyway is the better error than what the grammar dislikes about it. */
    private void refuseAnnotations(Token found) {
        for (int i = 0; i <= found.getTokenIndex() && i + 1 < tokens.size(); i++) {
            if (isAt(tokens.get(i)) && PgText.isName(tokens.get(i + 1))) {
                AnnotationRules.check(tokens.get(i + 1));
            }
        }
    }

    private static boolean isAt(Token token) {
        return token.getText().equals("@");
    }

    private static String message(Parser parser, Token found) {
        ParserRuleContext place = parser.getContext();
        if (found.getType() == PgParser.UNCLOSED_COMMENT) {
            return "the comment that starts here is not closed; end it with */";
        }
        if (place.getRuleIndex() == PgParser.RULE_schema) {
            return outsideOfDeclarations(found);
        }
        if (startsDeclarationInsideBody(place)) {
            return "found " + PgText.describe(found) + ", expected ':' behind the property name '"
                    + place.getStart().getText()
                    + "'; if a new declaration starts here, the '}' of the one before is missing";
        }
        boolean unopenedBody = place.getRuleIndex() == PgParser.RULE_body && place.getStart() == found;
        int rule = unopenedBody || PARTS_OF_OTHER_RULES.contains(place.getRuleIndex())
                ? place.getParent().getRuleIndex()
                : place.getRuleIndex();
        if (rule == PgParser.RULE_type && found.getText().equals("[")) {
            return "found '[' inside a list; a list holds scalars, as in [String]";
        }
        String expected = rule == PgParser.RULE_body
                ? "a property such as name: String?, or '}'"
                : PgText.describe(parser.getExpectedTokens());
        String example = Optional.ofNullable(EXAMPLES.get(rule))
                .map(text -> ", as in " + text)
                .orElse("");
        return "found " + PgText.describe(found) + ", expected " + expected + example + hint(found);
    }

    private static String outsideOfDeclarations(Token found) {
        String text = found.getText();
        if (found.getType() == PgParser.INTERFACE) {
            return "interface is not enforced yet, so it is refused rather than ignored; declare its properties in each"
                    + " node type";
        }
        return "found " + PgText.describe(found) + NearMiss.hint(text, Set.of("node", "edge"))
                + ", expected 'node' or 'edge', as in " + NODE_EXAMPLE + " or " + EDGE_EXAMPLE + hint(found);
    }

    private static boolean startsDeclarationInsideBody(ParserRuleContext place) {
        int first = place.getStart().getType();
        return place.getRuleIndex() == PgParser.RULE_property && (first == PgParser.NODE || first == PgParser.EDGE);
    }

    private static String hint(Token found) {
        return Optional.ofNullable(HINTS.get(found.getText()))
                .map(text -> "; " + text)
                .orElse("");
    }
}
