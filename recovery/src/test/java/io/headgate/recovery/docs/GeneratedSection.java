package io.headgate.recovery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a page below {@code docs/} that is made from the code: a test compares it, or writes it when told to. */
public final class GeneratedSection {

    private static final String UPDATE_PROPERTY = "headgate.docs.update";

    private GeneratedSection() {}

    /** Fails, saying how to put it right, unless the page has exactly this text between the markers of that name. */
    public static void isUpToDate(String page, String section, String text, Class<?> test) throws IOException {
        Path file = root().resolve("docs").resolve(page);
        String whole = Files.readString(file);
        String opening = "<!-- generated: " + section + " -->\n";
        String closing = "<!-- end: " + section + " -->";
        int begin = whole.indexOf(opening) + opening.length();
        int end = whole.indexOf(closing);
        assertThat(whole).as("docs/%s", page).containsOnlyOnce(opening).containsOnlyOnce(closing);
        assertThat(end).as("where the section '%s' ends", section).isGreaterThanOrEqualTo(begin);
        if (Boolean.getBoolean(UPDATE_PROPERTY)) {
            whole = whole.substring(0, begin) + text + whole.substring(end);
            Files.writeString(file, whole);
            end = begin + text.length();
        }
        assertThat(whole.substring(begin, end))
                .as(
                        "the section '%s' of docs/%s is made from the code and no longer says the same. Write it anew with%n"
                                + "  mvn -pl engine -am test -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        section, page, test.getSimpleName(), UPDATE_PROPERTY)
                .isEqualTo(text);
    }

    private static Path root() {
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
