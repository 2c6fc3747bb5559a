package io.headgate.engine.table;

import java.util.HashMap;
import java.util.Map;

/** Files that are there, from which those that something names are struck off. Not thread-safe. */
public final class FileLedger {

    private final int mostFiles;
    private final Map<String, Tally> unnamed = new HashMap<>();
    private long files;
    private long bytes;
    private boolean complete = true;

    /** @param mostFiles the most files to tell apart; further ones are only counted */
    public FileLedger(int mostFiles) {
        this.mostFiles = mostFiles;
    }

    private record Tally(long files, long bytes) {
        private Tally plus(Tally other) {
            return new Tally(files + other.files, bytes + other.bytes);
        }
    }

    /** @param name several files may be found under one, by which all of them are struck off */
    public void found(String name, long size) {
        files++;
        bytes += size;
        if (unnamed.size() < mostFiles || unnamed.containsKey(name)) {
            unnamed.merge(name, new Tally(1, size), Tally::plus);
        } else {
            complete = false;
        }
    }

    public void named(String name) {
        unnamed.remove(name);
    }

    public boolean isSettled() {
        return unnamed.isEmpty();
    }

    /** @param allNamesSeen whether everything that names files was looked at */
    public FileCensus census(boolean allNamesSeen) {
        return new FileCensus(
                files,
                bytes,
                unnamed.values().stream().mapToLong(Tally::files).sum(),
                unnamed.values().stream().mapToLong(Tally::bytes).sum(),
                complete && (allNamesSeen || isSettled()));
    }
}
