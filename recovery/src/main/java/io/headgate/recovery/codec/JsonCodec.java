package io.headgate.recovery.codec;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.NewerFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Serialises one kind of record as a JSON object with snake_case names, a {@code format_version} and, at its end, a checksum.
 * Reading is strict: a newer format is refused as such, and anything unreadable, unknown, missing or changed is
 * {@link CorruptState}. Thread-safe.
 *
 * @param <T> a record whose first component is {@code int formatVersion}
 */
public final class JsonCodec<T> {

    private static final String FORMAT_FIELD = "format_version";
    /** Intents carry the deleted keys and fragment texts of a whole batch. */
    private static final int LONGEST_TEXT = 256 << 20;

    /** One for all codecs, because what it finds out about a type is costly, and kept. Never configured again. */
    private static final ObjectMapper MAPPER = mapper();

    private final Class<T> type;
    private final int supportedFormat;
    private final String noun;
    private final Upgrade upgrade;

    /** Gives what was written in an older format the fields that came later. */
    @FunctionalInterface
    public interface Upgrade {

        /**
         * @param format the format that it was written in
         * @param value is changed
         */
        void from(int format, ObjectNode value);
    }

    /**
     * @param type what is read and written
     * @param supportedFormat the newest format that can be read, which is the one that is written
     * @param noun what a person calls it: {@code graph version}
     */
    public JsonCodec(Class<T> type, int supportedFormat, String noun) {
        this(type, supportedFormat, noun, (format, value) -> {});
    }

    /**
     * @param type what is read and written
     * @param supportedFormat the newest format that can be read, which is the one that is written
     * @param noun what a person calls it: {@code graph version}
     * @param upgrade for objects of older formats
     */
    public JsonCodec(Class<T> type, int supportedFormat, String noun, Upgrade upgrade) {
        this.type = type;
        this.supportedFormat = supportedFormat;
        this.noun = noun;
        this.upgrade = upgrade;
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_TEXT)
                        .build());
        return mapper;
    }

    public byte[] write(T value) {
        try {
            return Seal.on(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + noun + " could not be serialised", e);
        }
    }

    /**
     * @param where the key of the object, for the error message
     * @throws NewerFormat when the object was written by a newer program
     * @throws CorruptState when it cannot be read
     */
    public T read(byte[] content, String where) {
        Seal seal = Seal.of(content);
        if (seal == Seal.BROKEN) {
            throw corrupt(where, "its content does not have the checksum that it was written with", null, content);
        }
        try {
            JsonNode tree = MAPPER.readTree(content);
            int format = tree.path(FORMAT_FIELD).asInt(0);
            if (format > supportedFormat) {
                throw new NewerFormat(
                        format,
                        supportedFormat,
                        "the " + noun + " " + where + " has format " + format + ", but this Headgate reads up to "
                                + supportedFormat + "; use the newer Headgate that wrote it");
            }
            if (format < 1) {
                throw corrupt(where, "it has no " + FORMAT_FIELD, null, content);
            }
            if (seal == Seal.MISSING) {
                throw corrupt(where, "it does not end with a checksum", null, content);
            }
            ObjectNode value = ((ObjectNode) tree).without(Seal.FIELD);
            if (format < supportedFormat) {
                upgrade.from(format, value);
                value.put(FORMAT_FIELD, supportedFormat);
            }
            return MAPPER.treeToValue(value, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw corrupt(where, e.getMessage(), e, content);
        } catch (IOException e) {
            throw corrupt(where, e.getMessage(), e, content);
        }
    }

    private CorruptState corrupt(String where, String reason, @Nullable Exception cause, byte[] content) {
        String firstLine = String.valueOf(reason).lines().findFirst().orElse("");
        return new CorruptState(
                where,
                "the " + noun + " " + where + " cannot be read (" + content.length + " bytes, starting with '"
                        + start(content) + "'): " + firstLine
                        + "; it was left as it is, restore it from a backup or ask for help before removing it",
                cause);
    }

    private static String start(byte[] content) {
        int length = Math.min(content.length, 40);
        return new String(content, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }
}
