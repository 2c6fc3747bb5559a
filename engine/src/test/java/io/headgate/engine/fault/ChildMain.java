package io.headgate.engine.fault;

import java.lang.reflect.Method;
import java.util.Arrays;

/** Where a {@link ChildJvm} begins: it loads the shared library, then calls the main class that it was started for. */
final class ChildMain {

    private ChildMain() {}

    /** @param arguments the main class, then its arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        String library = System.getProperty(LanceLibrary.PROPERTY);
        if (library != null) {
            System.load(library);
        }
        Method main = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
