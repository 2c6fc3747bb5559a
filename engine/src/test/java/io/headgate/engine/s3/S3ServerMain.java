package io.headgate.engine.s3;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;

/**
 * The process of an {@link S3Server}: S3Proxy behind an {@link S3Gateway}, until the process that started it lets go of its
 * standard input.
 */
final class S3ServerMain {

    private S3ServerMain() {}

    /** @param arguments port to serve, port of S3Proxy, arguments of S3Proxy */
    public static void main(String[] arguments) throws Exception {
        Thread watch = new Thread(S3ServerMain::endWithParent, "parent");
        watch.setDaemon(true);
        watch.start();
        serve(S3Gateway.onLoopback(Integer.parseInt(arguments[0])), arguments);
    }

    static void serve(InetSocketAddress address, String[] arguments) throws Exception {
        Method main = Class.forName("org.gaul.s3proxy.Main").getMethod("main", String[].class);
        main.invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
        S3Gateway.serialising(address, URI.create("http://127.0.0.1:" + arguments[1]));
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
