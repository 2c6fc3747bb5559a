package io.headgate.ingest.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Builds the bytes of JSON objects, one after the other. Not thread-safe. */
final class JsonBytes {

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);

    /** Writes the fields of one object. */
    interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    byte[] object(Fields fields) {
        buffer.reset();
        try (JsonGenerator json = factory.createGenerator(buffer)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory failed", impossible);
        }
        return buffer.toByteArray();
    }
}
