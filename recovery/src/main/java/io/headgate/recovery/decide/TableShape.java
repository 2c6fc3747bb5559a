package io.headgate.recovery.decide;

/** How a table stands to the version that the graph pins, seen with one intent in mind. */
public enum TableShape {
    /** No movement: the HEAD is the pinned version. */
    UNMOVED("has not moved"),
    /** The HEAD is newer, but its content is the pinned one: somebody restored it and got no further. */
    RESTORED("was restored and holds what is published"),
    /** The HEAD holds the pinned content and exactly the intent's effect. */
    APPLIED("holds exactly this intent's effect"),
    /** The pinned version itself was made by the intent: it is published. */
    PUBLISHED("is published with this intent's effect"),
    /** The HEAD holds the pinned content and the first steps of the intent's effect. */
    PARTIAL("holds a part of this intent's effect"),
    /** Writers of this graph moved the HEAD, but its content is not proven to be of use: it is restored over. */
    STRAY("was moved by writers of this graph that did not publish"),
    /** Somebody else moved the HEAD. */
    FOREIGN("was moved by other hands"),
    /** The HEAD is older than the pin: versions are missing. */
    BEHIND("is behind the version that the graph names"),
    /** The table or its pinned version cannot be opened. */
    GONE("cannot be opened");

    private final String meaning;

    TableShape(String meaning) {
        this.meaning = meaning;
    }

    /** For messages, after the table's name. */
    public String meaning() {
        return meaning;
    }

    /** Whether the HEAD has to be put back before pin and HEAD agree again, unless the effect is published. */
    public boolean movedByUs() {
        return this == RESTORED || this == APPLIED || this == PARTIAL || this == STRAY;
    }

    /** Whether nobody but a person can say what is right. */
    public boolean needsAPerson() {
        return this == FOREIGN || this == BEHIND || this == GONE;
    }
}
