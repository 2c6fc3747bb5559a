package io.headgate.deploy.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Puts this JVM's Java and classes where the image has its own. */
public final class RealJava {

    private RealJava() {}

    public static Container in(Container container) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "io.headgate.ingest.cli.Main");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        main.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(classPath.split(":"))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        try (OutputStream jar = Files.newOutputStream(container.home().resolve("headgate.jar"))) {
            new JarOutputStream(jar, manifest).close();
        }
        return container
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("JDK_JAVA_OPTIONS", "-Dlogback.configurationFile=logback.xml");
    }
}
