package io.headgate.engine.object;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the local disk. */
final class LocalFileTreeTest extends FileTreeContract {

    @TempDir
    Path root;

    @Override
    protected Path openEmpty() {
        return root;
    }

    @Override
    protected FileTree tree() {
        return new LocalFileTree(root);
    }

    @Test
    void whatCannotBeRemovedIsNamed() throws IOException {
        Files.createDirectories(root.resolve("table/a/b"));

        assertThatThrownBy(() -> tree().remove(List.of("table/a")))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("table/a");
    }
}
