package io.headgate.ingest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page below {@code docs/} that is made from the code: a test compares it, or writes it when told to. */
public final class GeneratedPage {

    private static final String UPDATE_PROPERTY = "headgate.docs.update";

    private GeneratedPage() {}

    /** Fails, saying how to put it right, unless the page has exactly this text. */
    public static void isUpToDate(String name, String text, Class<?> test) throws IOException {
        Path page = root().resolve("docs").resolve(name);
        if (Boolean.getBoolean(UPDATE_PROPERTY)) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, text);
        }
        assertThat(Files.exists(page) ? Files.readString(page) : "(there is no such page)")
                .as(
                        "docs/%s is made from the code and no longer says the same. Write it anew with%n"
                                + "  mvn -pl ingest-worker -am test -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        name, test.getSimpleName(), UPDATE_PROPERTY)
                .isEqualTo(text);
    }

    /** The text of a page, however it was made. */
    public static String read(String name) throws IOException {
        return Files.readString(root().resolve("docs").resolve(name));
    }

    /** The root of the checkout. */
    public static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve(".mvn"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException(
                        "not inside the project: " + Path.of("").toAbsolutePath());
            }
        }
        return directory;
    }
}
