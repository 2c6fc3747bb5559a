package io.headgate.engine.schema;

import io.headgate.engine.schema.grammar.PgParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Tokens of the schema language in the words of its users. */
final class PgText {

    private static final int LONGEST_QUOTE = 40;

    private PgText() {}

    static boolean isName(Token token) {
        return switch (token.getType()) {
            case PgParser.IDENTIFIER, PgParser.NODE, PgParser.EDGE, PgParser.INTERFACE -> true;
            default -> false;
        };
    }

    /** A token that was found. */
    static String describe(Token token) {
        if (token.getType() == Token.EOF) {
            return "the end of the file";
        }
        String text = unquoted(token);
        int first = text.codePointAt(0);
        if (token.getType() == PgParser.OTHER && (first < ' ' || first > '~')) {
            return String.format("'%s' (U+%04X)", Character.isISOControl(first) ? "?" : text, first);
        }
        return "'" + text + "'";
    }

    /** A token's text, shortened if it is long. */
    static String unquoted(Token token) {
        String text = token.getText();
        return text.codePointCount(0, text.length()) > LONGEST_QUOTE
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…"
                : text;
    }

    /** The kinds of token that would be right. */
    static String describe(IntervalSet kinds) {
        boolean anyName = kinds.contains(PgParser.IDENTIFIER);
        List<String> words = new ArrayList<>();
        for (int kind : kinds.toList()) {
            switch (kind) {
                case Token.EOF, Token.EPSILON -> {}
                case PgParser.IDENTIFIER -> words.add(0, "a name");
                case PgParser.NUMBER -> words.add(Math.min(1, words.size()), "a number");
                case PgParser.NODE, PgParser.EDGE, PgParser.INTERFACE -> {
                    if (!anyName) {
                        words.add(PgParser.VOCABULARY.getLiteralName(kind));
                    }
                }
                default -> words.add(PgParser.VOCABULARY.getLiteralName(kind));
            }
        }
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
