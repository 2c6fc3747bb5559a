package io.headgate.engine.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One {@link S3Server} for all tests of a JVM that ask for one, started for the first of them. */
public final class S3ServerExtension implements BeforeAllCallback {

    private Optional<S3Server> server = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        server = Optional.of(context.getRoot()
                .getStore(ExtensionContext.Namespace.create(S3ServerExtension.class))
                .computeIfAbsent(S3Server.class, key -> started(), S3Server.class));
    }

    public S3Server server() {
        return server.orElseThrow();
    }

    private static S3Server started() {
        try {
            return S3Server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
