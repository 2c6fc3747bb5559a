package io.headgate.engine.table.lance;

import io.headgate.engine.table.TablePath;
import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes version files that a power cut left half written. A version is linked under its name first and forced after that;
 * when the power goes in between, a name without content may remain above the version that is pinned. Lance would read it
 * as the HEAD, and a damaged version file can end the process. Nothing names such a version: it was not published, because
 * forcing comes before publishing. A running process never shows one, because Lance links whole files only.
 *
 * <p>A whole file ends with the manifest (its length in 4 bytes, then the message), the manifest's position (8 bytes), the
 * format's version (4 bytes) and the letters LANC; numbers are little-endian.
 */
final class TornVersions {

    private static final Logger LOG = LoggerFactory.getLogger(TornVersions.class);
    private static final byte[] MAGIC = "LANC".getBytes(StandardCharsets.US_ASCII);
    private static final int FOOTER = 16;
    private static final int LENGTH = 4;

    private final TablePath path;
    private final Optional<Path> versions;

    private TornVersions(TablePath path, Optional<Path> versions) {
        this.path = path;
        this.versions = versions;
    }

    static TornVersions onDisk(Path root, TablePath path) {
        return new TornVersions(path, Optional.of(root.resolve(path.value()).resolve(CommittedFiles.VERSIONS)));
    }

    /** For object stores, which show whole objects only. */
    static TornVersions none(TablePath path) {
        return new TornVersions(path, Optional.empty());
    }

    /** Looks at the versions directly after a pinned one; costs one look-up when there are none. */
    void removeAfter(long pinned) {
        if (versions.isEmpty()) {
            return;
        }
        try {
            long version = pinned + 1;
            Path file = fileOf(versions.get(), version);
            while (Files.exists(file)) {
                if (!isWhole(file)) {
                    Files.deleteIfExists(file);
                    LOG.warn("removed a half written version table={} version={} file={}", path, version, file);
                }
                file = fileOf(versions.get(), ++version);
            }
        } catch (NoSuchFileException goneMeanwhile) {
            LOG.debug("a version file was removed by somebody else table={}", path);
        } catch (IOException e) {
            throw new StorageUnavailable(
                    "check the versions of " + path,
                    "The version files of table " + path + " after version " + pinned + " cannot be checked: " + e
                            + ". Check the disk and the permissions.",
                    e);
        }
    }

    /** Whether a version that is there is whole. */
    boolean isWhole(long version) throws IOException {
        return versions.isEmpty() || isWhole(fileOf(versions.get(), version));
    }

    private static Path fileOf(Path versions, long version) {
        return versions.resolve(new CommittedFiles(0, "", version).manifestFile());
    }

    private static boolean isWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < FOOTER + LENGTH) {
                return false;
            }
            ByteBuffer footer = read(channel, size - FOOTER, FOOTER);
            long position = footer.getLong(0);
            byte[] magic = new byte[MAGIC.length];
            footer.get(FOOTER - MAGIC.length, magic);
            if (!Arrays.equals(magic, MAGIC) || position < 0 || position > size - FOOTER - LENGTH) {
                return false;
            }
            long length = Integer.toUnsignedLong(read(channel, position, LENGTH).getInt(0));
            return length > 0 && position + LENGTH + length == size - FOOTER;
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // until it is full
        }
        return buffer.flip();
    }
}
