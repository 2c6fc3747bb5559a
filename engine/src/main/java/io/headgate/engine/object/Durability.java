package io.headgate.engine.object;

/** What a published graph version on local disk survives. */
public enum Durability {
    /** Everything a graph version names is forced to disk before the version is published. The default. */
    POWER_LOSS("power-loss"),
    /** Nothing is forced: a killed process loses nothing, a power cut may damage the newest versions. */
    PROCESS_CRASH("process-crash");

    private final String keyword;

    Durability(String keyword) {
        this.keyword = keyword;
    }

    /** The word for it in configuration files. */
    public String keyword() {
        return keyword;
    }
}
