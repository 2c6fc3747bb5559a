package io.headgate.engine.schema;

import io.headgate.recovery.error.BadSchema;
import org.antlr.v4.runtime.Token;

/** Makes the errors of the schema language, with positions counted from 1 in characters (not UTF-16 units). */
final class Refusal {

    private Refusal() {}

    static BadSchema at(Token token, String message) {
        return at(token.getLine(), token.getCharPositionInLine() + 1, message);
    }

    static BadSchema at(int line, int column, String message) {
        return new BadSchema(line, column, "line " + line + ", column " + column + ": " + message);
    }
}
