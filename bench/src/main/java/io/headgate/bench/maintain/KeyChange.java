package io.headgate.bench.maintain;

/**
 * What one record does to one key.
 *
 * @param key number of the person
 * @param edition which of the person's possible rows it is from now on; means nothing when it is deleted
 */
record KeyChange(long key, int edition, boolean deleted) {}
