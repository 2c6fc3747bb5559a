package io.headgate.engine.table.lance;

import io.headgate.engine.object.FileForcer;
import io.headgate.engine.table.TablePath;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lance.FragmentMetadata;
import org.lance.fragment.DataFile;
import org.lance.fragment.DeletionFile;
import org.lance.fragment.DeletionFileType;

/** Forces the files of one table on local disk. */
final class LocalTableForcer implements TableForcer {

    static final String DELETIONS = "_deletions";

    private final TablePath path;
    private final Path root;
    private final Path directory;
    private final FileForcer forcer;

    LocalTableForcer(Path root, TablePath path, FileForcer forcer) {
        this.path = path;
        this.root = root;
        this.directory = root.resolve(path.value());
        this.forcer = forcer;
    }

    @Override
    public void prepareDirectories() {
        forcing("create the directories", () -> {
            for (String name :
                    List.of(StagedFiles.DATA, DELETIONS, CommittedFiles.TRANSACTIONS, CommittedFiles.VERSIONS)) {
                Files.createDirectories(directory.resolve(name));
            }
        });
    }

    @Override
    public void created(CommittedFiles files) {
        prepareDirectories();
        committed(files);
        forcing("force the directories", () -> {
            for (Path above = directory; !above.equals(root); above = above.getParent()) {
                forcer.forceDirectory(above);
            }
            forcer.forceDirectory(root);
        });
    }

    @Override
    public void staged(List<FragmentMetadata> fragments) {
        if (fragments.isEmpty()) {
            return;
        }
        forcing("force staged rows", () -> {
            for (FragmentMetadata fragment : fragments) {
                for (DataFile file : fragment.getFiles()) {
                    forcer.forceFile(directory.resolve(StagedFiles.DATA).resolve(file.getPath()));
                }
            }
            forcer.forceDirectory(directory.resolve(StagedFiles.DATA));
            forceRowIds(fragments);
        });
    }

    private void forceRowIds(List<FragmentMetadata> fragments) throws IOException {
        List<Path> files = fragments.stream()
                .flatMap(fragment -> RowIdFile.of(fragment).stream())
                .map(file -> directory.resolve(file.name()))
                .toList();
        if (!files.isEmpty()) {
            forcer.forceFiles(files);
            forcer.forceDirectory(directory);
        }
    }

    @Override
    public void deleted(List<FragmentMetadata> fragments) {
        if (fragments.isEmpty()) {
            return;
        }
        forcing("force deletion files", () -> {
            forcer.forceFiles(fragments.stream()
                    .map(fragment -> directory.resolve(DELETIONS).resolve(deletionFile(fragment)))
                    .toList());
            forcer.forceDirectory(directory.resolve(DELETIONS));
        });
    }

    @Override
    public void indexed(List<String> segments) {
        Path indices = directory.resolve(StagedFiles.INDICES);
        List<Path> directories = segments.stream()
                .map(indices::resolve)
                .filter(Files::isDirectory)
                .toList();
        if (directories.isEmpty()) {
            return;
        }
        forcing("force indexes", () -> {
            for (Path segment : directories) {
                try (Stream<Path> files = Files.list(segment)) {
                    forcer.forceFiles(files.toList());
                }
                forcer.forceDirectory(segment);
            }
            forcer.forceDirectory(indices);
            // Lance makes the directory of the indexes with the first one.
            forcer.forceDirectory(directory);
        });
    }

    @Override
    public void committed(CommittedFiles files) {
        forcing("force version " + files.version(), () -> {
            Path transactions = directory.resolve(CommittedFiles.TRANSACTIONS);
            Path versions = directory.resolve(CommittedFiles.VERSIONS);
            forcer.forceFile(transactions.resolve(files.transactionFile()));
            forcer.forceDirectory(transactions);
            forcer.forceFile(versions.resolve(files.manifestFile()));
            forcer.forceDirectory(versions);
        });
    }

    @Override
    public void adopted(List<CommittedFiles> adopted) {
        forcing("force the versions of others", () -> {
            Path transactions = directory.resolve(CommittedFiles.TRANSACTIONS);
            Path versions = directory.resolve(CommittedFiles.VERSIONS);
            forcer.forceFiles(adopted.stream()
                    .map(files -> transactions.resolve(files.transactionFile()))
                    .filter(Files::exists)
                    .toList());
            forcer.forceDirectory(transactions);
            forcer.forceFiles(adopted.stream()
                    .map(files -> versions.resolve(files.manifestFile()))
                    .toList());
            forcer.forceDirectory(versions);
        });
    }

    static String deletionFile(FragmentMetadata fragment) {
        DeletionFile file = fragment.getDeletionFile();
        String suffix = file.getFileType() == DeletionFileType.ARRAY ? ".arrow" : ".bin";
        // The number is random and unsigned; Java shows half of them as negative.
        return fragment.getId() + "-" + file.getReadVersion() + "-" + Long.toUnsignedString(file.getId()) + suffix;
    }

    private void forcing(String operation, Forcing forcing) {
        try {
            forcing.run();
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new CorruptState(
                    path.value(),
                    "Could not " + operation + " of table " + path + ": " + e.getMessage()
                            + " is not where it must be. Nothing was published; this version of Lance does not fit.",
                    e);
        } catch (IOException e) {
            throw new StorageUnavailable(
                    operation + " of " + path,
                    "Could not " + operation + " of table " + path + ": " + e
                            + ". Whether it would survive a power cut is unknown; check the disk.",
                    e);
        }
    }

    private interface Forcing {
        void run() throws IOException;
    }
}
