package io.headgate.ingest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A promise is worth what its test is: the tests that pages name have to be there. */
final class NamedTestsTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT|Contract|Properties))(?:\\.(\\w+))?`");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "architecture.md",
                "contributing.md",
                "guarantees.md",
                "monitoring.md",
                "operations.md",
                "recovery.md",
                "testing.md"
            })
    void everyTestThatAPageNamesIsThere(String page) throws IOException {
        Map<String, Path> tests = tests();
        Matcher named = NAMED.matcher(
                Files.readString(GeneratedPage.root().resolve("docs").resolve(page)));
        int found = 0;
        while (named.find()) {
            assertThat(tests).as("docs/%s names %s", page, named.group()).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(Files.readString(tests.get(named.group(1))))
                        .as("docs/%s names %s", page, named.group())
                        .containsPattern("\\b" + named.group(2) + "\\(");
            }
            found++;
        }
        assertThat(found).as("tests named by docs/%s", page).isPositive();
    }

    @Test
    void everyPromiseNamesATest() throws IOException {
        List<String> promises = Files.readString(GeneratedPage.root().resolve("docs/guarantees.md"))
                .lines()
                .filter(line -> line.startsWith("| **"))
                .toList();

        assertThat(promises)
                .hasSizeGreaterThan(10)
                .allMatch(promise -> NAMED.matcher(promise).find());
    }

    private static Map<String, Path> tests() throws IOException {
        Map<String, Path> tests = new HashMap<>();
        for (String module : List.of("recovery", "engine", "ingest-worker", "deploy", "bench")) {
            Path sources = GeneratedPage.root().resolve(module).resolve("src/test/java");
            if (Files.exists(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file ->
                                    tests.put(file.getFileName().toString().replace(".java", ""), file));
                }
            }
        }
        return tests;
    }
}
