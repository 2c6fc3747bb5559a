package io.headgate.recovery.id;

import com.github.f4b6a3.ulid.UlidFactory;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Makes every id the system needs from an injected clock and injected randomness, so that a simulation can replay a run
 * exactly. ULIDs of one source increase strictly, also within one millisecond. Thread-safe.
 */
public final class IdSource {

    private static final char[] TABLE_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TABLE_ID_LENGTH = 10;

    private final Clock clock;
    private final RandomGenerator random;
    private final UlidFactory ulids;

    public IdSource(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.ulids = UlidFactory.newMonotonicInstance((LongSupplier) random::nextLong);
    }

    public synchronized IntentId intent() {
        return new IntentId(ulid());
    }

    public synchronized CommitId commit() {
        return new CommitId(ulid());
    }

    public synchronized HoldId hold() {
        return new HoldId(ulid());
    }

    public synchronized GraphId graph() {
        return new GraphId(ulid());
    }

    public synchronized TransactionId transaction() {
        return new TransactionId(new UUID(random.nextLong(), random.nextLong()).toString());
    }

    /** Ten lower-case base32 characters: short enough for a directory name, 50 bits of randomness. */
    public synchronized TableId table() {
        StringBuilder text = new StringBuilder(TABLE_ID_LENGTH);
        for (int i = 0; i < TABLE_ID_LENGTH; i++) {
            text.append(TABLE_ALPHABET[random.nextInt(TABLE_ALPHABET.length)]);
        }
        return new TableId(text.toString());
    }

    /** A ULID for names that only have to be unique, such as temporary files. */
    public synchronized String unique() {
        return ulid();
    }

    private String ulid() {
        return ulids.create(clock.millis()).toString();
    }
}
