package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.docs.GeneratedPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every command of Headgate's that a page shows is one that the command line takes, and every file for a worker one that a worker
 * takes. That those of the quickstart do what the page says is seen by {@link QuickstartIT}.
 */
final class PageCommandsTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)(?m)^( *)```(\\w*)\\n(.*?)^ *```");
    /** Perhaps after a prompt, and after variables for this command alone. */
    private static final Pattern COMMAND = Pattern.compile("(?:\\$ )?(?:[A-Z0-9_]+=\\S+ )*(?:\\./)?headgate +(.*)");

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

    /** Of the shell, and not for the command. */
    private static final Pattern REST = Pattern.compile(" (?:#|\\||>|&&|;).*");

    private static final Map<String, String> ENVIRONMENT = Map.of("HEADGATE_OFF_HEAP", "1GiB");

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandIsTaken(Path page) throws IOException {
        for (String command : commands(page)) {
            assertThatCode(() -> parse(command))
                    .as("%s: headgate %s", page.getFileName(), command)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFileForAWorkerIsTaken(Path page, @TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("social.pg"), "node Person { id: String @key }\n");
        for (String yaml : blocks(page, "yaml")) {
            if (yaml.contains("sources:") && yaml.contains("kafka:") && yaml.startsWith("graph:")) {
                Path file = Files.writeString(directory.resolve("worker.yaml"), yaml);
                assertThatCode(() -> ConfigLoader.load(file, ENVIRONMENT))
                        .as("%s:%n%s", page.getFileName(), yaml)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void commandsAreFoundWhereverTheyStand() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path page : pages().toList()) {
            all.addAll(commands(page));
        }
        assertThat(all)
                .hasSizeGreaterThan(60)
                .contains("demo", "worker --config social.yaml --until-caught-up", "verify --graph $copy")
                .anyMatch(command -> command.contains("--to-version 40") && command.contains("--confirm"));
    }

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        pages.add(GeneratedPage.root().resolve("README.md"));
        try (Stream<Path> docs = Files.list(GeneratedPage.root().resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages.stream();
    }

    /** Without what belongs to the shell; lines that go on in the next are one. */
    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        for (String block : blocks(page, "")) {
            for (String line : block.replaceAll("\\\\\\n\\s*", "").lines().toList()) {
                Matcher command = COMMAND.matcher(line.strip());
                if (command.matches()) {
                    commands.add(REST.matcher(command.group(1)).replaceFirst("").strip());
                }
            }
        }
        return commands;
    }

    /** @param language empty for the shell's, which some pages do not name */
    private static List<String> blocks(Path page, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            String found = block.group(2).equals("sh") ? "" : block.group(2);
            if (found.equals(language)) {
                blocks.add(block.group(3).replaceAll("(?m)^" + block.group(1), ""));
            }
        }
        return blocks;
    }

    private static void parse(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group().replaceAll("[\"']", ""));
        }
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine line = new CommandTree(
                        new Terminal(nowhere, nowhere, Map.of()),
                        (config, untilCaughtUp, stop) -> {},
                        (options, out, stop) -> true,
                        (config, roles, stop) -> {},
                        new ProcessStop())
                .line();
        line.parseArgs(words.toArray(String[]::new));
    }
}
