package io.headgate.engine.table.lance;

/** A version of Lance's data file format. */
public enum DataFormat {
    V2_1("v2.1"),
    V2_2("v2.2");

    private final String commitName;

    DataFormat(String commitName) {
        this.commitName = commitName;
    }

    /** What the committer calls it; the file writer has another name for the same thing. */
    String commitName() {
        return commitName;
    }
}
