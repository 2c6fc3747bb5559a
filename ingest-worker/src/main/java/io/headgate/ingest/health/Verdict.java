package io.headgate.ingest.health;

/**
 * A judgement and why, for people.
 *
 * @param reason one sentence
 */
public record Verdict(boolean ok, String reason) {
    static Verdict yes(String reason) {
        return new Verdict(true, reason);
    }

    static Verdict no(String reason) {
        return new Verdict(false, reason);
    }
}
