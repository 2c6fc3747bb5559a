package io.headgate.engine.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headgate.engine.GraphLocation;
import io.headgate.engine.object.DiskForcer;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.LocalObjectStore;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.object.s3.S3Storage;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.lance.LanceSettings;
import io.headgate.engine.table.lance.LanceTableInspection;
import io.headgate.engine.table.lance.LanceTableStore;
import io.headgate.recovery.id.IdSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Where the graph is that is verified, as this process and its child know it. The text form has no secrets: a child finds its
 * credentials where this process did.
 *
 * @param settings for S3
 */
record TaskSite(GraphLocation location, S3Settings settings) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .build();

    static TaskSite of(String text) throws JsonProcessingException {
        Text read = JSON.readValue(text, Text.class);
        GraphLocation location = read.bucket().isPresent()
                ? new GraphLocation.S3Prefix(read.bucket().get(), read.path())
                : new GraphLocation.LocalDirectory(Path.of(read.path()));
        return new TaskSite(location, read.settings());
    }

    String toText() {
        Text text = location instanceof GraphLocation.S3Prefix prefix
                ? new Text(Optional.of(prefix.bucket()), prefix.prefix(), settings)
                : new Text(Optional.empty(), directory().toString(), settings);
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a location can always be written", e);
        }
    }

    /** For reading. */
    ObjectStore objects(IdSource ids) {
        return location instanceof GraphLocation.S3Prefix prefix
                ? S3Storage.open(prefix, settings, ids).objects()
                : LocalObjectStore.open(directory(), Durability.PROCESS_CRASH, new DiskForcer(), ids);
    }

    /** For reading, in the child. */
    Tables tables(BufferAllocator allocator) {
        if (location instanceof GraphLocation.S3Prefix prefix) {
            S3Storage storage = S3Storage.open(prefix, settings, new IdSource(Clock.systemUTC(), new SecureRandom()));
            return new Tables(
                    new LanceTableStore(storage, allocator, LanceSettings.DEFAULT),
                    new LanceTableInspection(storage, allocator),
                    storage::close);
        }
        return new Tables(
                new LanceTableStore(
                        directory(), allocator, Durability.PROCESS_CRASH, new DiskForcer(), LanceSettings.DEFAULT),
                new LanceTableInspection(directory(), allocator),
                () -> {});
    }

    private Path directory() {
        return ((GraphLocation.LocalDirectory) location).path();
    }

    /** What tables are read with. */
    record Tables(TableStore store, TableInspection inspection, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
            end.run();
        }
    }

    private record Text(Optional<String> bucket, String path, S3Settings settings) {}
}
