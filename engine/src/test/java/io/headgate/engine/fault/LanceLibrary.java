package io.headgate.engine.fault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Spares each child of inflating and copying Lance's native library (181 MB, most of a second). It is inflated once; a child loads
 * that file before Lance does anything, and the JVM finds native methods in any library of the class loader. What Lance itself
 * then copies and loads, because it always does, is a stand-in of a few kilobytes ahead of the jar: a library of the JDK. Where
 * there is none, children get the real one in its place.
 *
 * @param properties options of a child
 * @param resources to be put ahead of the class path: names and files
 */
public record LanceLibrary(List<String> properties, Map<String, Path> resources) {

    /** System property that names the file to load. */
    public static final String PROPERTY = "headgate.test.lance.library";

    private static final List<String> STAND_INS = List.of("rmi", "extnet");

    /** @param directory for the library; exists, and must outlive the children */
    public static LanceLibrary in(Path directory) throws IOException {
        String name = "nativelib/" + platform() + "/" + System.mapLibraryName("lance_jni");
        Path library = directory.resolve(System.mapLibraryName("lance_jni"));
        try (InputStream content = LanceLibrary.class.getClassLoader().getResourceAsStream(name)) {
            if (content == null) {
                return new LanceLibrary(List.of(), Map.of());
            }
            Files.copy(content, library);
        }
        return standIn()
                .map(file -> new LanceLibrary(List.of("-D" + PROPERTY + "=" + library), Map.of(name, file)))
                .orElseGet(() -> new LanceLibrary(List.of(), Map.of(name, library)));
    }

    private static Optional<Path> standIn() {
        return STAND_INS.stream()
                .map(name -> Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName(name)))
                .filter(Files::isReadable)
                .findFirst();
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch");
        return system + "-" + (processor.equals("amd64") ? "x86-64" : processor);
    }
}
