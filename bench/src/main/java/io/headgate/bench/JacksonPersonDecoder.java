package io.headgate.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What one would write by hand: Jackson's streaming parser and Arrow's vectors, for this one type, without checks. */
final class JacksonPersonDecoder {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    private final JsonFactory factory = new JsonFactory();
    private final VarCharVector id;
    private final VarCharVector name;
    private final VarCharVector city;
    private final VarCharVector about;
    private final IntVector age;
    private final BigIntVector followers;
    private final Float8Vector rating;
    private final TimeStampMicroTZVector joined;
    private final BitVector active;

    JacksonPersonDecoder(VectorSchemaRoot root) {
        id = (VarCharVector) root.getVector("id");
        name = (VarCharVector) root.getVector("name");
        city = (VarCharVector) root.getVector("city");
        about = (VarCharVector) root.getVector("about");
        age = (IntVector) root.getVector("age");
        followers = (BigIntVector) root.getVector("followers");
        rating = (Float8Vector) root.getVector("rating");
        joined = (TimeStampMicroTZVector) root.getVector("joined");
        active = (BitVector) root.getVector("active");
    }

    void decode(byte[] record, int row) throws IOException {
        try (JsonParser parser = factory.createParser(record)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "id" -> id.setSafe(row, utf8(parser));
                    case "name" -> name.setSafe(row, utf8(parser));
                    case "city" -> city.setSafe(row, utf8(parser));
                    case "about" -> about.setSafe(row, utf8(parser));
                    case "age" -> age.setSafe(row, parser.getIntValue());
                    case "followers" -> followers.setSafe(row, parser.getLongValue());
                    case "rating" -> rating.setSafe(row, parser.getDoubleValue());
                    case "joined" -> joined.setSafe(row, micros(Instant.parse(parser.getText())));
                    case "active" -> active.setSafe(row, parser.getBooleanValue() ? 1 : 0);
                    default -> parser.skipChildren();
                }
            }
        }
    }

    private static byte[] utf8(JsonParser parser) throws IOException {
        return parser.getText().getBytes(StandardCharsets.UTF_8);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
    }
}
