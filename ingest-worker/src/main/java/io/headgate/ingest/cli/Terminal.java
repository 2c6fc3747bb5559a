package io.headgate.ingest.cli;

import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command sees of the process it runs in.
 *
 * @param out for data
 * @param err for everything else
 * @param environment the variables of the process
 */
record Terminal(PrintWriter out, PrintWriter err, Map<String, String> environment) {

    /** Whether somebody has stopped reading the output, as {@code head} does: there is no use in writing on. */
    boolean outputIsClosed() {
        return out.checkError();
    }
}
