package io.headgate.ingest.broker;

import org.jspecify.annotations.Nullable;

/** A broker of ours did not start, stop or answer. It says nothing about a graph, so it is no part of that error family. */
public final class BrokerFailure extends IllegalStateException {

    BrokerFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
