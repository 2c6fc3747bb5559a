package io.headgate.engine.verify;

import java.util.Set;

/**
 * What to verify.
 *
 * @param deep whether to open the tables of every kept graph version and to read every row of the newest
 * @param appended tables, such as {@code edge:Follows} or {@code Follows}, that a source in append mode feeds, where an id may
 *     be in more than one row; nothing in a graph says which those are
 */
public record VerifyRequest(boolean deep, Set<String> appended, VerifyLimits limits) {

    public static final VerifyRequest SHALLOW = new VerifyRequest(false, Set.of(), VerifyLimits.DEFAULT);
    public static final VerifyRequest DEEP = new VerifyRequest(true, Set.of(), VerifyLimits.DEFAULT);

    public VerifyRequest {
        appended = Set.copyOf(appended);
    }

    public VerifyRequest withLimits(VerifyLimits newLimits) {
        return new VerifyRequest(deep, appended, newLimits);
    }
}
