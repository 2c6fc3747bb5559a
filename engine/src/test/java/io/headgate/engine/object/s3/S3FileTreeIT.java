package io.headgate.engine.object.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.FileTree;
import io.headgate.engine.object.FileTreeContract;
import io.headgate.engine.s3.S3Gateway;
import io.headgate.engine.s3.S3Mishap;
import io.headgate.engine.s3.S3Server;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.s3.ScriptedMishaps;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IdSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a real S3 server. */
final class S3FileTreeIT extends FileTreeContract {

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private final List<S3Storage> opened = new ArrayList<>();
    private S3Prefix prefix = new S3Prefix("unused", "unused");

    @Override
    protected Path openEmpty() throws IOException {
        prefix = S3.server().fresh();
        return Files.createDirectories(S3.server().files(prefix));
    }

    @Override
    protected FileTree tree() {
        return through(S3.server().settings());
    }

    @AfterEach
    void close() {
        opened.forEach(S3Storage::close);
    }

    @Test
    void aThousandFilesAreRemovedInOneRequest() throws IOException {
        ScriptedMishaps mishaps = new ScriptedMishaps();
        try (S3Gateway gateway = S3Gateway.before(S3.server().endpoint(), mishaps)) {
            FileTree tree = through(S3Server.settingsFor(gateway.endpoint()));

            tree.remove(IntStream.range(0, 1_000).mapToObj(i -> "table/" + i).toList());

            assertThat(mishaps.calls()).hasSize(1);
        }
    }

    @Test
    void aRemovalWithoutAnAnswerIsUnavailable() throws IOException {
        ScriptedMishaps mishaps = new ScriptedMishaps();
        try (S3Gateway gateway = S3Gateway.before(S3.server().endpoint(), mishaps)) {
            FileTree tree = through(S3Server.settingsFor(gateway.endpoint()));
            mishaps.script("POST", S3Mishap.ANSWER_LOST);

            assertThatThrownBy(() -> tree.remove(List.of("table/a", "table/b")))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("table/a");
        }
    }

    private FileTree through(S3Settings settings) {
        S3Storage storage = S3Storage.open(prefix, settings, new IdSource(Clock.systemUTC(), new SecureRandom()));
        opened.add(storage);
        return storage.files();
    }
}
