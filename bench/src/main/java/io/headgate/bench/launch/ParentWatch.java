package io.headgate.bench.launch;

import java.io.IOException;
import java.io.OutputStream;

/** Lets a child process die when its standard input ends, so never after its parent. */
public final class ParentWatch {

    private ParentWatch() {}

    public static void start() {
        Thread watch = new Thread(ParentWatch::dieWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void dieWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(1);
    }
}
