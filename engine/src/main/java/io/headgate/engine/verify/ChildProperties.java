package io.headgate.engine.verify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties of this JVM that decide how S3 is reached. Credentials may be among them, so a child is told them on its
 * standard input: a command line can be seen by others. The environment it inherits.
 */
record ChildProperties(Map<String, String> values) {

    /** What the AWS SDK and Java's own HTTP client look at. */
    private static final List<String> PREFIXES = List.of("aws.", "javax.net.ssl.", "http.", "https.");

    static ChildProperties ofThisProcess() {
        Map<String, String> values = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (PREFIXES.stream().anyMatch(name::startsWith)) {
                values.put(name, System.getProperty(name));
            }
        }
        return new ChildProperties(values);
    }

    void set() {
        values.forEach(System::setProperty);
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "ChildProperties" + values.keySet();
    }
}
