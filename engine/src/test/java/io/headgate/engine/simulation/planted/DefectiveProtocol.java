package io.headgate.engine.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.simulation.SimulationMain;
import io.headgate.engine.simulation.planted.Defect.Edit;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Our own classes, with some of them compiled anew from changed sources, in a class loader that shares only libraries. */
final class DefectiveProtocol implements AutoCloseable {

    private static final String OURS = "io.headgate.";

    private final ChildFirst loader;

    private DefectiveProtocol(ChildFirst loader) {
        this.loader = loader;
    }

    /** @param workplace for changed sources and their classes */
    static DefectiveProtocol with(List<Edit> edits, Path workplace) throws IOException {
        Path classes = Files.createDirectories(workplace.resolve("classes"));
        compile(changed(edits, workplace.resolve("sources")), classes);
        return new DefectiveProtocol(new ChildFirst(classes));
    }

    /** What the simulation finds in that many schedules; empty when it finds nothing. */
    String violationOf(long firstSeed, int schedules) throws ReflectiveOperationException {
        Class<?> simulation = loader.loadClass(SimulationMain.class.getName());
        return (String)
                simulation.getMethod("violationOf", long.class, int.class).invoke(null, firstSeed, schedules);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static List<Path> changed(List<Edit> edits, Path sources) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Edit edit : edits) {
            String text = texts.containsKey(edit.path()) ? texts.get(edit.path()) : Files.readString(original(edit));
            assertThat(text.split(Pattern.quote(edit.from()), -1))
                    .as("%s has exactly once: %s", edit.path(), edit.from())
                    .hasSize(2);
            texts.put(edit.path(), text.replace(edit.from(), edit.to()));
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> changed : texts.entrySet()) {
            Path file = sources.resolve("io/headgate").resolve(changed.getKey() + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, changed.getValue()));
        }
        return files;
    }

    private static Path original(Edit edit) {
        String module = edit.path().substring(0, edit.path().indexOf('/'));
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        return directory.resolve(module).resolve("src/main/java/io/headgate").resolve(edit.path() + ".java");
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as("the changed sources compile").isTrue();
        }
    }

    /** Finds our classes itself, the changed ones first, and leaves all others to the ordinary loader. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(Path changed) throws MalformedURLException {
            super(urls(changed), DefectiveProtocol.class.getClassLoader());
        }

        private static URL[] urls(Path changed) throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            urls.add(changed.toUri().toURL());
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(OURS)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                Class<?> found = loaded == null ? findClass(name) : loaded;
                if (resolve) {
                    resolveClass(found);
                }
                return found;
            }
        }
    }
}
