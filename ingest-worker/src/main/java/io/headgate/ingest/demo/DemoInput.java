package io.headgate.ingest.demo;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** Where the demo's records come from. */
interface DemoInput extends AutoCloseable {

    /** What the records are, in a few words for the first line of the output. */
    String title();

    /** The text of the .pg file that describes them. */
    String schema();

    List<DemoTopic> topics();

    /** How many records there will be, when that is known before they are made. */
    OptionalLong size();

    /** The records in the order in which they happened. Made while they are taken; to be taken once. */
    Iterator<DemoRecord> records();

    @Override
    void close();
}
