package io.headgate.ingest.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Kafka headers as JSON text: an object with an array for each key, because a key may occur more than once. A value that is
 * not UTF-8 text is an object {@code {"base64": …}}.
 */
final class HeaderText {
    private static final JsonFactory JSON = new JsonFactory();

    private HeaderText() {}

    static String of(Headers headers) {
        Map<String, List<Header>> byKey = new LinkedHashMap<>();
        headers.forEach(header ->
                byKey.computeIfAbsent(header.key(), key -> new ArrayList<>()).add(header));
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, List<Header>> entry : byKey.entrySet()) {
                json.writeArrayFieldStart(entry.getKey());
                for (Header header : entry.getValue()) {
                    write(json, header.value());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written to", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, byte[] value) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        try {
            json.writeString(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException notText) {
            json.writeStartObject();
            json.writeBinaryField("base64", value);
            json.writeEndObject();
        }
    }
}
