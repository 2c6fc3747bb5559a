package io.headgate.ingest.demo;

import org.jspecify.annotations.Nullable;

/** The demo could not be carried through. It says nothing about a graph, so it is no part of that error family. */
public final class DemoFailure extends IllegalStateException {

    DemoFailure(String message) {
        this(message, null);
    }

    DemoFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
