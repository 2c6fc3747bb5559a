package io.headgate.bench.chaos;

import io.headgate.engine.fault.LanceLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lance's native library, unpacked once for all workers of a run: each of them would unpack it anew, and one that is killed
 * leaves it behind.
 *
 * @param properties options of a worker
 * @param classPath what comes first in a worker's class path
 */
record SharedLibrary(List<String> properties, List<String> classPath) {

    static SharedLibrary in(Path directory) {
        try {
            LanceLibrary library = LanceLibrary.in(Files.createDirectories(directory));
            Path resources = Files.createDirectories(directory.resolve("resources"));
            for (var resource : library.resources().entrySet()) {
                Path copy = resources.resolve(resource.getKey());
                Files.createDirectories(copy.getParent());
                Files.copy(resource.getValue(), copy);
            }
            return new SharedLibrary(library.properties(), List.of(resources.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the native library into " + directory, e);
        }
    }
}
