package io.headgate.engine.table.lance;

import io.headgate.engine.object.FileTree;
import io.headgate.engine.object.LocalFileTree;
import io.headgate.engine.object.s3.S3Storage;
import io.headgate.engine.table.TablePath;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where all tables of a store are, for Lance and for what looks at their files past Lance. */
final class LanceRoot {

    private final String uri;
    private final Supplier<StorageOptions> storageOptions;
    private final FileTree files;
    private final Function<TablePath, TornVersions> tornVersions;

    private LanceRoot(
            String uri,
            Supplier<StorageOptions> storageOptions,
            FileTree files,
            Function<TablePath, TornVersions> tornVersions) {
        this.uri = uri;
        this.storageOptions = storageOptions;
        this.files = files;
        this.tornVersions = tornVersions;
    }

    static LanceRoot onDisk(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        return new LanceRoot(
                root.toString(),
                () -> StorageOptions.NONE,
                new LocalFileTree(root),
                path -> TornVersions.onDisk(root, path));
    }

    static LanceRoot onS3(S3Storage storage) {
        return new LanceRoot(
                storage.uri(), () -> new StorageOptions(storage.lanceOptions()), storage.files(), TornVersions::none);
    }

    String uri(TablePath path) {
        return uri + "/" + path.value();
    }

    /** Asked for again whenever a table is opened, because credentials may change. */
    StorageOptions storageOptions() {
        return storageOptions.get();
    }

    FileTree files() {
        return files;
    }

    TornVersions tornVersions(TablePath path) {
        return tornVersions.apply(path);
    }

    StagedFiles stagedFiles(TablePath path) {
        return new StagedFiles(files, path);
    }

    RowIdFiles rowIdFiles(TablePath path) {
        return new RowIdFiles(files, path);
    }

    @Override
    public String toString() {
        return uri;
    }
}
