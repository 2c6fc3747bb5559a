package io.headgate.ingest.decode;

import java.util.Optional;

/** Turns records of one source into rows. Not thread-safe: one decoder for one thread. */
public interface RecordDecoder {

    /**
     * Appends one row to the chunk, or leaves it exactly as it was.
     *
     * @param out a chunk of this decoder's table that is not full
     * @return empty when the row was appended, else why not
     * @throws IllegalArgumentException if the chunk is of another table
     */
    Optional<Rejection> decode(RowChunkBuilder out, RecordRef record);

    /** Fields that no property is declared for, counted over all records since the decoder was made, and ignored. */
    long unknownFields();
}
