package io.headgate.recovery.decide;

/** What repair does about a table whose HEAD is not where the graph can explain it. */
public enum RepairAction {
    /** The HEAD holds the published content: the HEAD becomes the published version. */
    ADOPT("adopt"),
    /** The published content is put on top of what others made, and becomes the published version. */
    RESTORE("restore"),
    /** What others made becomes the published content. */
    ADOPT_AS_IS("adopt as is"),
    /** Versions or files are missing: only a person can put them back. */
    NONE("nothing");

    private final String verb;

    RepairAction(String verb) {
        this.verb = verb;
    }

    /** For messages. */
    public String verb() {
        return verb;
    }

    /** Whether it ends in a published version. */
    public boolean repairs() {
        return this != NONE;
    }
}
