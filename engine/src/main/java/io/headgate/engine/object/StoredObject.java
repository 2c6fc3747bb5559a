package io.headgate.engine.object;

/**
 * An object as it was read.
 *
 * @param content the bytes; treat them as read-only
 * @param tag for {@link ObjectStore#replaceIfMatch}
 */
public record StoredObject(byte[] content, ContentTag tag) {}
