package io.headgate.ingest.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses what somebody meant. */
public final class Suggestion {

    /** Two slips in a short word already make it another word. */
    private static final int MOST_SLIPS = 3;

    private Suggestion() {}

    /** The name that is most like the one that was written, when one is like it at all. */
    public static Optional<String> closest(String written, List<String> names) {
        LevenshteinDistance distance = new LevenshteinDistance(MOST_SLIPS);
        return names.stream()
                .filter(name -> {
                    int slips = distance.apply(written, name);
                    return slips >= 0 && slips < Math.max(2, name.length() / 2 + 1);
                })
                .min(Comparator.comparing(name -> distance.apply(written, name)));
    }

    /** A sentence: the closest name, or all that are possible. */
    static String instead(String written, List<String> names) {
        return nested(written)
                .or(() -> closest(written, names).map(name -> "Did you mean '" + name + "'?"))
                .orElseGet(() -> "Possible here: " + String.join(", ", names));
    }

    private static Optional<String> nested(String written) {
        return ConfigKeys.byPath(written)
                .filter(key -> !key.section().isEmpty())
                .map(key -> "Write it as '" + key.section() + ": { " + key.name() + ": … }'");
    }
}
