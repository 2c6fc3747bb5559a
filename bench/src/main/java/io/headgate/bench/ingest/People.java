package io.headgate.bench.ingest;

import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.schema.TypeDeclaration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import org.apache.arrow.vector.types.pojo.Schema;

/** The records of the bench: JSON of about 200 bytes with nine fields, always the same ones for the same number. */
public final class People {

    public static final String TYPE = "Person";
    public static final String SCHEMA_SOURCE = """
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
            """;

    private static final String[] SYLLABLES = {
        "ba", "cor", "dan", "el", "fi", "gar", "hol", "in", "jo", "ka", "len", "mir", "no", "or", "pel", "qui", "ras",
        "sta", "tor", "ul", "ver", "wen", "ya", "zo"
    };
    private static final long FIRST_JOIN = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long JOINING_MILLIS = 100_000_000_000L;

    private People() {}

    public static TypeDeclaration.NodeType type() {
        return SchemaParser.parse(SCHEMA_SOURCE).node(TYPE).orElseThrow();
    }

    public static Schema arrowSchema() {
        return ArrowSchemas.of(type());
    }

    public static String id(long number) {
        String digits = Long.toString(number);
        return "person-" + "0".repeat(Math.max(0, 9 - digits.length())) + digits;
    }

    /** @param edition other values for the same person */
    public static byte[] json(long number, int edition) {
        SplittableRandom random = new SplittableRandom(number * 31 + edition);
        StringBuilder json = new StringBuilder(224);
        json.append("{\"id\":\"").append(id(number)).append("\",\"name\":\"");
        words(json, 2, 4, random);
        json.append("\",\"city\":\"");
        words(json, 1, 2, random);
        json.append("\",\"about\":\"");
        words(json, 5, 3, random);
        json.append("\",\"age\":").append(random.nextInt(100));
        json.append(",\"followers\":").append(random.nextInt(1_000_000));
        json.append(",\"rating\":").append(random.nextInt(50_000) / 10_000.0);
        json.append(",\"joined\":\"").append(Instant.ofEpochMilli(FIRST_JOIN + random.nextLong(JOINING_MILLIS)));
        json.append("\",\"active\":").append(random.nextBoolean()).append('}');
        return json.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void words(StringBuilder text, int count, int mostSyllables, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ");
            for (int syllables = random.nextInt(mostSyllables) + 1; syllables > 0; syllables--) {
                text.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
        }
    }
}
