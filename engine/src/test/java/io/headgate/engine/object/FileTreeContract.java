package io.headgate.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every file tree does with files that somebody else has written. */
public abstract class FileTreeContract {

    private Path directory = Path.of("unused");
    private FileTree files = new LocalFileTree(directory);

    /** Where the files of a new tree are on the local disk. */
    protected abstract Path openEmpty() throws IOException;

    protected abstract FileTree tree();

    @BeforeEach
    final void open() throws IOException {
        directory = openEmpty();
        files = tree();
    }

    @Test
    void filesAreFoundWithTheirSizes() throws IOException {
        write("table/a", "table/below/b");

        assertThat(files.size("table/a")).hasValue("table/a".length());
        assertThat(files.size("table/c")).isEmpty();
        assertThat(listed("table")).containsExactly("a", "below/b");
    }

    @Test
    void whatIsWrittenIsThereWhole() throws IOException {
        write("table/a");
        byte[] content = new byte[70_000];
        new Random(1).nextBytes(content);

        files.write("table/b", content);
        files.write("table/c", new byte[0]);

        assertThat(Files.readAllBytes(directory.resolve("table/b"))).isEqualTo(content);
        assertThat(files.size("table/b")).hasValue(content.length);
        assertThat(files.size("table/c")).hasValue(0);
        assertThat(listed("table")).containsExactly("a", "b", "c");
    }

    @Test
    void onlyWhatIsNamedIsRemoved() throws IOException {
        write("table/a", "table/a b+c", "table/below/b", "table/c");

        files.remove(List.of("table/a", "table/a b+c", "table/below/b"));

        assertThat(listed("table")).containsExactly("c");
    }

    @Test
    void removingNothingOrWhatIsNotThereIsNoError() throws IOException {
        write("table/a");

        files.remove(List.of());
        files.remove(List.of("table/b", "nowhere/c"));

        assertThat(listed("table")).containsExactly("a");
    }

    @Test
    void manyFilesAreRemoved() throws IOException {
        List<String> many =
                IntStream.range(0, 1_001).mapToObj(i -> "table/" + i).toList();
        write(many.toArray(String[]::new));
        write("table/stays");

        files.remove(many);

        assertThat(listed("table")).containsExactly("stays");
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private TreeSet<String> listed(String name) throws IOException {
        TreeSet<String> listed = new TreeSet<>();
        files.eachBelow(name, (file, size) -> listed.add(file));
        assertThat(listed).as("on disk").isEqualTo(onDisk(directory.resolve(name)));
        return listed;
    }

    private static TreeSet<String> onDisk(Path listed) throws IOException {
        try (Stream<Path> all = Files.walk(listed)) {
            TreeSet<String> found = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .forEach(file -> found.add(listed.relativize(file).toString()));
            return found;
        }
    }
}
