package io.headgate.engine.write;

import java.time.Duration;

/**
 * How writers take turns when there are several.
 *
 * @param pause between two looks at whether it is one's turn
 * @param patience the number of looks without any change after which the holder of the turn is taken for dead
 * @param looks the most looks before a write is given up
 * @param intents the most writes that are committed in one turn; 1 leaves the writes of others alone
 * @param keys the most keys that are replaced or deleted in one turn, unless one write has more
 */
public record TurnLimits(Duration pause, int patience, int looks, int intents, int keys) {

    public static final TurnLimits DEFAULT = new TurnLimits(Duration.ofMillis(10), 500, 6_000, 64, 4_000_000);

    public TurnLimits withIntents(int newIntents) {
        return new TurnLimits(pause, patience, looks, newIntents, keys);
    }
}
