package io.headgate.engine.s3;

import java.io.IOException;
import java.lang.reflect.Method;

/** The process of an {@link S3Server}: S3Proxy, until the process that started it lets go of its standard input. */
final class S3ServerMain {

    private S3ServerMain() {}

    /** @param arguments those of S3Proxy */
    public static void main(String[] arguments) throws Exception {
        Thread watch = new Thread(S3ServerMain::endWithParent, "parent");
        watch.setDaemon(true);
        watch.start();
        Method main = Class.forName("org.gaul.s3proxy.Main").getMethod("main", String[].class);
        main.invoke(null, (Object) arguments);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said
            }
        } catch (IOException e) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(0);
    }
}
