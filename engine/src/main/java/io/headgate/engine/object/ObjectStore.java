package io.headgate.engine.object;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.StorageUnavailable;
import java.util.List;
import java.util.Optional;

/**
 * The seam for small objects. Keys are relative, use {@code /} between parts and never start with one. A reader sees all
 * of an object or none of it; every call is atomic and, when it returns, as durable as the store was opened to be.
 * Implementations are safe for use by many threads and by many processes at once.
 *
 * <p>Every method throws {@link StorageUnavailable} when the store did not answer. For the three conditional or replacing
 * puts and for delete that means <em>unknown</em>: the effect may have happened. Callers find out by re-reading.
 */
public interface ObjectStore extends AutoCloseable {

    /** The object, or empty when there is none. */
    Optional<StoredObject> get(ObjectKey key);

    /** Creates or replaces. */
    void put(ObjectKey key, byte[] content);

    /** Creates; returns false, and changes nothing, when the object exists. */
    boolean putIfAbsent(ObjectKey key, byte[] content);

    /** Replaces; returns false, and changes nothing, unless the object exists with exactly this tag. */
    boolean replaceIfMatch(ObjectKey key, byte[] content, ContentTag expected);

    /**
     * Keys directly or indirectly below the prefix, in ascending order of their UTF-8 text.
     *
     * @param prefix a path that ends with {@code /}
     * @param limit the most keys to return, at least 1
     */
    List<ObjectKey> list(String prefix, int limit);

    /** Removes the object; it is no error when there is none. */
    void delete(ObjectKey key);

    /**
     * Makes sure that this location can keep the promises above, as far as that can be found out by trying. To be called once,
     * before a graph is made here.
     *
     * @throws BadConfiguration when it cannot
     */
    void requireConditionalPuts();

    /** What a person would call this store: the directory or the URL. */
    String location();

    @Override
    void close();
}
