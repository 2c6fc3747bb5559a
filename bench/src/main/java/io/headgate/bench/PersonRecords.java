package io.headgate.bench;

import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.schema.TypeDeclaration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;

/** JSON records of about 200 bytes with nine fields; the same ones for the same seed. */
final class PersonRecords {

    private static final String[] WORDS = {
        "river", "gate", "harbour", "lantern", "meadow", "copper", "willow", "signal", "orchard", "granite"
    };

    private PersonRecords() {}

    static TypeDeclaration.NodeType type() {
        return SchemaParser.parse("""
                        node Person {
                          id: String @key
                          name: String
                          city: String
                          about: String?
                          age: I32
                          followers: I64
                          rating: F64
                          joined: DateTime
                          active: Bool
                        }
                        """).nodes().get(0);
    }

    static byte[][] make(int count, long seed) {
        Random random = new Random(seed);
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        byte[][] records = new byte[count][];
        for (int i = 0; i < count; i++) {
            Instant joined = start.plus(random.nextInt(100_000_000), ChronoUnit.MILLIS);
            records[i] = String.format(
                            Locale.ROOT,
                            "{\"id\":\"person-%08d\",\"name\":\"%s %s\",\"city\":\"%s\",\"about\":\"%s %s %s %s\",\"age\":%d,"
                                    + "\"followers\":%d,\"rating\":%.4f,\"joined\":\"%s\",\"active\":%b}",
                            i,
                            word(random),
                            word(random),
                            word(random),
                            word(random),
                            word(random),
                            word(random),
                            word(random),
                            random.nextInt(100),
                            random.nextInt(1_000_000),
                            random.nextDouble() * 5,
                            joined,
                            random.nextBoolean())
                    .getBytes(StandardCharsets.UTF_8);
        }
        return records;
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
