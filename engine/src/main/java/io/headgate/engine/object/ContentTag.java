package io.headgate.engine.object;

/** Says which content an object has; equal content may or may not have an equal tag, unequal content never has. */
public record ContentTag(String value) {}
