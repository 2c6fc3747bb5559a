package io.headgate.engine.table.lance;

import io.headgate.engine.object.FileTree;
import io.headgate.engine.table.TablePath;
import io.headgate.recovery.error.CorruptState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.lance.FragmentMetadata;

/**
 * The files of row ids of one table. Each is written after the data file by whose name it goes, and removed after that, so one whose
 * data file is not there is of no use to anybody.
 */
final class RowIdFiles {

    private final FileTree files;
    private final TablePath path;

    /** @param files below the root of all tables */
    RowIdFiles(FileTree files, TablePath path) {
        this.files = files;
        this.path = path;
    }

    /**
     * The row ids of a fragment whose data file was just written, moved into a file if they are many.
     *
     * @param mostInline fewer bytes stay in the versions, where they cost less than a file
     */
    Optional<RowIdFile> moveOut(FragmentMetadata fragment, int mostInline) {
        return RowIdFile.inline(fragment).filter(ids -> ids.length > mostInline).map(ids -> {
            RowIdFile file =
                    new RowIdFile(RowIdFile.nameFor(fragment.getFiles().get(0).getPath()), ids.length);
            files.write(path + "/" + file.name(), ids);
            return file;
        });
    }

    /**
     * @throws CorruptState when the file is not there or has another size than when it was written
     */
    void requireWhole(FragmentMetadata fragment) {
        RowIdFile.of(fragment).ifPresent(file -> {
            OptionalLong size = files.size(path + "/" + file.name());
            if (size.isEmpty() || size.getAsLong() != file.bytes()) {
                throw new CorruptState(
                        path + "/" + file.name(),
                        "File " + path + "/" + file.name() + " with the row ids of a fragment is not what was written: "
                                + (size.isEmpty()
                                        ? "it is not there"
                                        : "it has " + size.getAsLong() + " bytes, not " + file.bytes())
                                + ". Nothing was changed; restore it from a copy.");
            }
        });
    }

    /** Sizes of those whose data files are not there, by name in the table's directory. */
    Map<String, Long> leftOver() {
        Map<String, Long> leftOver = new HashMap<>(all());
        // Looked for afterwards: the data file of one that is found was there before it.
        Set<String> data = new HashSet<>();
        if (!leftOver.isEmpty()) {
            files.each(path + "/" + StagedFiles.DATA, (name, size) -> data.add(name));
            leftOver.keySet().removeIf(name -> data.contains(RowIdFile.dataFileOf(name)));
        }
        return leftOver;
    }

    /** Sizes of all, by name in the table's directory. */
    Map<String, Long> all() {
        Map<String, Long> all = new HashMap<>();
        files.each(path.value(), (name, size) -> {
            if (name.endsWith(RowIdFile.SUFFIX)) {
                all.put(name, size);
            }
        });
        return all;
    }
}
