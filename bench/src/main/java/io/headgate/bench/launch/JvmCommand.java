package io.headgate.bench.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM with this process's class path and the flags that the launcher gives to {@code headgate}.
 *
 * @param main the class to run
 * @param temporary for its temporary files; exists
 * @param flags beside those of the launcher
 * @param classPathFirst ahead of this process's class path
 */
public record JvmCommand(Class<?> main, Path temporary, List<String> flags, List<String> classPathFirst) {

    private static final int FIRST_WITH_NEWER_FLAGS = 24;

    public JvmCommand {
        flags = List.copyOf(flags);
        classPathFirst = List.copyOf(classPathFirst);
    }

    public JvmCommand(Class<?> main, Path temporary, List<String> flags) {
        this(main, temporary, flags, List.of());
    }

    /** The words of the command. */
    public List<String> with(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Dio.netty.tryReflectionSetAccessible=true",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary));
        if (Runtime.version().feature() >= FIRST_WITH_NEWER_FLAGS) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(flags);
        List<String> classPath = new ArrayList<>(classPathFirst);
        // Under surefire the other property only has a jar that names the rest.
        classPath.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
