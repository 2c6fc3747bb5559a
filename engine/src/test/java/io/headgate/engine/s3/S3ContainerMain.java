package io.headgate.engine.s3;

import java.net.InetSocketAddress;

/**
 * The process of the container that stands in for an S3 store ({@code deploy/docker/stand-ins}): what tests have as an
 * {@link S3Server}, for everybody who can reach the port, and for as long as the container runs.
 */
final class S3ContainerMain {

    private S3ContainerMain() {}

    /** @param arguments port to serve, port of S3Proxy, arguments of S3Proxy */
    public static void main(String[] arguments) throws Exception {
        S3ServerMain.serve(new InetSocketAddress(Integer.parseInt(arguments[0])), arguments);
    }
}
