package io.headgate.recovery.decide;

import io.headgate.recovery.id.GraphVersion;
import java.util.Optional;

/**
 * Whether a graph version contains an intent, by its id.
 *
 * @param proof what is known
 * @param version for {@link Proof#PUBLISHED}, the version that contains it; for {@link Proof#UNPROVEN}, one that is missing
 */
public record Publication(Proof proof, Optional<GraphVersion> version) {

    public static final Publication NOT_PUBLISHED = new Publication(Proof.NOT_PUBLISHED, Optional.empty());

    /** What is known. */
    public enum Proof {
        PUBLISHED,
        NOT_PUBLISHED,
        /** A version after its base is gone, so nobody can say. */
        UNPROVEN
    }

    public static Publication in(GraphVersion version) {
        return new Publication(Proof.PUBLISHED, Optional.of(version));
    }

    public static Publication unproven(GraphVersion missing) {
        return new Publication(Proof.UNPROVEN, Optional.of(missing));
    }

    public boolean isPublished() {
        return proof == Proof.PUBLISHED;
    }
}
