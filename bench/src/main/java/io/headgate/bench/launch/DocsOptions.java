package io.headgate.bench.launch;

import io.headgate.bench.ingest.BenchmarksPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a benchmark writes while it runs, and whether what came of it goes into the docs. */
public final class DocsOptions {

    @Option(
            names = "--write-docs",
            description = "Write the results into docs/benchmarks.md, and the plots, if any, into docs/images.")
    private boolean writeDocs;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Directory for everything that is written, removed afterwards; on the disk that is to be measured. "
                            + "Default: one in bench/target.")
    private @Nullable Path work;

    /** @param name of the directory in {@code bench/target} when none was chosen */
    public Path directory(Path root, String name) {
        return work == null ? root.resolve("bench/target").resolve(name) : work.toAbsolutePath();
    }

    /** Puts results in their place on the page, if that is wanted. */
    public void write(Path root, String launcher, String results) throws IOException {
        write(root, launcher, results, Map.of());
    }

    /** @param images by file name */
    public void write(Path root, String launcher, String results, Map<String, String> images) throws IOException {
        if (!writeDocs) {
            return;
        }
        Path docs = root.resolve("docs");
        for (Map.Entry<String, String> image : images.entrySet()) {
            Path directory = Files.createDirectories(docs.resolve("images"));
            Files.writeString(directory.resolve(image.getKey()), image.getValue());
        }
        BenchmarksPage.write(docs.resolve("benchmarks.md"), launcher, results);
    }
}
