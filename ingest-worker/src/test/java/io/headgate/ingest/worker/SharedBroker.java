package io.headgate.ingest.worker;

import io.headgate.ingest.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One broker for all tests of the JVM that ask for a {@link TestBroker}; they must not share topics. It is started here, unless
 * {@link TestBroker#BOOTSTRAP} says where there is one: that one stays, and stays clean.
 */
final class SharedBroker implements ParameterResolver, AfterEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return used(context).broker();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Used used = used(context);
        if (used.own().isEmpty()) {
            used.broker().clear();
        }
    }

    private static Used used(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBroker.class))
                .computeIfAbsent(Used.class, type -> Used.now(), Used.class);
    }

    /** Stopped by JUnit with the store that holds it. */
    private record Used(TestBroker broker, Optional<Own> own) implements AutoCloseable {
        static Used now() {
            String another = System.getProperty(TestBroker.BOOTSTRAP, "");
            if (!another.isEmpty()) {
                return new Used(TestBroker.at(another), Optional.empty());
            }
            Own own = Own.start();
            return new Used(TestBroker.of(own.broker()), Optional.of(own));
        }

        @Override
        public void close() throws IOException {
            if (own.isPresent()) {
                own.get().end();
            }
        }
    }

    /** What was started here. */
    private record Own(EmbeddedKafka broker, Path directory) {
        static Own start() {
            try {
                Path directory = Files.createTempDirectory("broker");
                return new Own(EmbeddedKafka.start(directory), directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void end() throws IOException {
            broker.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
