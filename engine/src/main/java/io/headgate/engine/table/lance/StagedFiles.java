package io.headgate.engine.table.lance;

import io.headgate.engine.object.FileTree;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.lance.StagedSegment.SegmentFile;
import io.headgate.recovery.error.CorruptState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lance.fragment.DataFile;

/**
 * Checks staged files before Lance opens them by name: it ends the process when it is given an empty one. The size tells every
 * file that was cut off; damage in the midst of a file of the right size is not looked for.
 */
final class StagedFiles {

    static final String DATA = "data";
    static final String INDICES = "_indices";

    private final TablePath path;
    private final FileTree files;

    /** @param files below the root of all tables */
    StagedFiles(FileTree files, TablePath path) {
        this.path = path;
        this.files = files;
    }

    /**
     * @throws CorruptState when the file is not there or has another size than when it was staged
     */
    void requireWhole(DataFile file) {
        long size = files.size(path + "/" + DATA + "/" + file.getPath())
                .orElseThrow(() -> damaged(path, file, "it is not there"));
        Long staged = file.getFileSizeBytes();
        if (size == 0 || staged != null && staged != size) {
            throw damaged(path, file, "it has " + size + " bytes, not " + staged);
        }
    }

    /**
     * The files of a segment of an index.
     *
     * @param segment its id
     */
    List<SegmentFile> ofSegment(String segment) {
        List<SegmentFile> found = new ArrayList<>();
        files.each(directory(segment), (name, size) -> found.add(new SegmentFile(name, size)));
        return found;
    }

    /**
     * @throws CorruptState when a file is not there or has another size than when the segment was built
     */
    void requireWhole(StagedSegment segment) {
        Map<String, Long> sizes =
                ofSegment(segment.id()).stream().collect(Collectors.toMap(SegmentFile::name, SegmentFile::bytes));
        for (SegmentFile file : segment.files()) {
            Long size = sizes.get(file.name());
            if (size == null || size != file.bytes()) {
                String name = directory(segment.id()) + "/" + file.name();
                throw new CorruptState(
                        name,
                        "File " + name + " of index " + segment.index().name() + " is not what was built: "
                                + (size == null ? "it is not there" : "it has " + size + " bytes, not " + file.bytes())
                                + ". Nothing was changed; discard what it was built for, or restore the file from a copy.");
            }
        }
    }

    private String directory(String segment) {
        return path + "/" + INDICES + "/" + segment;
    }

    static CorruptState damaged(TablePath path, DataFile file, String reason) {
        return damaged(path, file, reason, null);
    }

    static CorruptState damaged(TablePath path, DataFile file, String reason, @Nullable Throwable cause) {
        String name = path + "/" + DATA + "/" + file.getPath();
        return new CorruptState(
                name,
                "Data file " + name + " is not what was staged: " + reason
                        + ". Nothing was changed; discard what it was staged for, or restore the file from a copy.",
                cause);
    }
}
