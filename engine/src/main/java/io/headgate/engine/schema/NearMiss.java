package io.headgate.engine.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody who wrote a word may have meant. */
final class NearMiss {

    private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();

    /** Longer words are not compared: the distance takes time proportional to the product of the lengths. */
    private static final int LONGEST_WORD = 64;

    private NearMiss() {}

    /** The candidate that differs least, if it differs in about a third of its letters at most; case counts for nothing. */
    static Optional<String> of(String word, Collection<String> candidates) {
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate -> candidate.length() <= LONGEST_WORD)
                .filter(candidate -> edits(word, candidate) <= Math.max(1, (candidate.length() + 1) / 3))
                .min(Comparator.comparingInt((String candidate) -> edits(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** " (did you mean x?)" with a leading space, or nothing: to be put behind the word in a message. */
    static String hint(String word, Collection<String> candidates) {
        return of(word, candidates)
                .map(candidate -> " (did you mean '" + candidate + "'?)")
                .orElse("");
    }

    private static int edits(String word, String candidate) {
        return EDITS.apply(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
    }
}
