package io.headgate.engine.schema;

import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** Which annotations there are. One that is not enforced is refused: nothing is accepted and then ignored. */
final class AnnotationRules {

    static final String KEY = "key";
    static final String INDEX = "index";

    private static final List<String> ACCEPTED = List.of(KEY, INDEX);

    private static final List<String> NOT_ENFORCED = List.of("unique", "range", "check", "card");

    private static final Map<String, String> KNOWN_ELSEWHERE = Map.of("id", KEY, "primary", KEY, "pk", KEY);

    private AnnotationRules() {}

    /** @param name the token behind the @ */
    static void check(Token name) {
        String text = name.getText();
        if (ACCEPTED.contains(text)) {
            return;
        }
        if (NOT_ENFORCED.contains(text)) {
            throw Refusal.at(
                    name, "@" + text + " is not enforced yet, so it is refused rather than ignored; remove it");
        }
        String meant =
                KNOWN_ELSEWHERE.getOrDefault(text, NearMiss.of(text, ACCEPTED).orElse(""));
        throw Refusal.at(
                name,
                "unknown annotation '@" + text + "'" + (meant.isEmpty() ? "" : " (did you mean '@" + meant + "'?)")
                        + "; there are @key and @index");
    }

    /** How an annotation that is accepted is written as an entry of its own. */
    static String example(Token name) {
        return name.getText().equals(INDEX) ? "@index(a)" : "@key(a, b)";
    }
}
