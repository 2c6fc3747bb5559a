/** What tables hold, looked at as a whole in bounded memory: whether two versions hold the same, whether ids repeat. */
@org.jspecify.annotations.NullMarked
package io.headgate.engine.content;
