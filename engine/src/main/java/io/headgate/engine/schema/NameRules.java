package io.headgate.engine.schema;

import org.antlr.v4.runtime.Token;

/** What holds for the names of types and of properties alike. */
final class NameRules {

    /** Type names become directory names, for which file systems allow 255 bytes, id and suffix included. */
    static final int LONGEST = 128;

    private NameRules() {}

    static void check(Token name, String kind) {
        String text = name.getText();
        if (text.startsWith("_")) {
            throw Refusal.at(
                    name,
                    kind + " name '" + text + "' starts with '_', which is reserved for columns that the tables add"
                            + " themselves (_rowid, _distance); start with a letter");
        }
        if (text.length() > LONGEST) {
            throw Refusal.at(
                    name, kind + " name has " + text.length() + " characters; at most " + LONGEST + " are allowed");
        }
    }
}
