package io.headgate.engine.fault;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/** One jar of all directories of a class path, because a JVM archives loaded classes only when they come from jars. */
final class ClassPathJar implements AutoCloseable {

    private final JarOutputStream jar;
    private final Set<String> names = new HashSet<>();

    private ClassPathJar(Path file) throws IOException {
        jar = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        jar.setLevel(Deflater.NO_COMPRESSION);
    }

    /**
     * Makes it.
     *
     * @param resources names and files that come first
     * @return the class path that begins with it
     */
    static String ofThisProcess(Path file, Map<String, Path> resources) throws IOException {
        List<String> entries = new ArrayList<>(List.of(file.toString()));
        try (ClassPathJar jar = new ClassPathJar(file)) {
            for (Map.Entry<String, Path> resource : resources.entrySet()) {
                jar.add(resource.getKey(), resource.getValue());
            }
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path path = Path.of(entry);
                if (Files.isDirectory(path)) {
                    jar.addAll(path);
                } else {
                    entries.add(entry);
                }
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private void addAll(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(directory)) {
            files = paths.filter(Files::isRegularFile).toList();
        }
        for (Path path : files) {
            add(directory.relativize(path).toString().replace(File.separatorChar, '/'), path);
        }
    }

    /** The first of a name counts, as on a class path. */
    private void add(String name, Path file) throws IOException {
        if (names.add(name)) {
            jar.putNextEntry(new ZipEntry(name));
            Files.copy(file, jar);
            jar.closeEntry();
        }
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
