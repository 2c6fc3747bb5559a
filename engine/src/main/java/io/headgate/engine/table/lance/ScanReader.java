package io.headgate.engine.table.lance;

import io.headgate.engine.table.TablePath;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance.ipc.LanceScanner;

/** The rows of a scan. Closing it closes the scanner too. */
final class ScanReader extends ReshapedReader {

    private final TablePath path;
    private final LanceScanner scanner;

    ScanReader(TablePath path, LanceScanner scanner, ArrowReader rows, Schema schema, BufferAllocator allocator)
            throws IOException {
        super(rows, schema, allocator);
        this.path = path;
        this.scanner = scanner;
    }

    @Override
    public boolean loadNextBatch() {
        try {
            return super.loadNextBatch();
        } catch (Exception e) {
            throw LanceFailure.of(e).toException("read rows", path, e);
        }
    }

    @Override
    protected void closeReadSource() throws IOException {
        try {
            source().close();
        } finally {
            closeScanner();
        }
    }

    private void closeScanner() throws IOException {
        try {
            scanner.close();
        } catch (Exception e) {
            throw new IOException("the scanner of " + path + " did not close", e);
        }
    }
}
