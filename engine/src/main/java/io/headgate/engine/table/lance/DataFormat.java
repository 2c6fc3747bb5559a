package io.headgate.engine.table.lance;

/** A version of Lance's data file format. */
public enum DataFormat {
    V2_1("2.1", "v2.1"),
    V2_2("2.2", "v2.2");

    private final String fileName;
    private final String commitName;

    DataFormat(String fileName, String commitName) {
        this.fileName = fileName;
        this.commitName = commitName;
    }

    /** What the file writer calls it. */
    String fileName() {
        return fileName;
    }

    /** What the committer calls it, which knows no other name for the same thing. */
    String commitName() {
        return commitName;
    }
}
