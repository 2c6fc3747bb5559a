package io.headgate.engine.table;

/**
 * The transaction that made one version of a table, as the table's history shows it.
 *
 * <p>For a transaction that went through this seam, {@code readVersion} is the version it was staged on, wherever it
 * landed: it made exactly what was staged if and only if it landed at {@code readVersion + 1}, otherwise it overshot. For
 * others it is what the substrate says, which may have moved the number along while it rebased.
 *
 * @param readVersion the version it was built on; 0 for the transaction that created the table
 * @param operation the substrate's name for what it does. {@link #APPEND}, {@link #UPDATE}, {@link #OVERWRITE},
 *     {@link #RESTORE}, {@link #REWRITE} and {@link #CREATE_INDEX} are all that this seam ever commits. Of the others,
 *     {@code ReserveFragments} leaves the rows as they are; take any other name for one that changes them
 * @param stamp who made it and for what
 */
public record TableTransaction(long readVersion, String operation, TransactionStamp stamp) {

    /** Adds rows only. */
    public static final String APPEND = "Append";
    /** Removes rows and may add some; also what changes nothing. */
    public static final String UPDATE = "Update";
    /** Creates the table. From other hands, it replaces the whole content. */
    public static final String OVERWRITE = "Overwrite";
    /** Brings back the content of an older version. */
    public static final String RESTORE = "Restore";
    /**
     * Puts other fragments with the same rows in the place of some. One that went through this seam may bring back rows that
     * the transaction after it deletes again.
     */
    public static final String REWRITE = "Rewrite";
    /** Names segments of indexes, and what they cover. */
    public static final String CREATE_INDEX = "CreateIndex";
}
