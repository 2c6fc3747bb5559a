package io.headgate.ingest.config;

/** How records are encoded. */
public enum RecordFormat {
    JSON
}
