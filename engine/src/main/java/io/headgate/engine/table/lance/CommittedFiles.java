package io.headgate.engine.table.lance;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the files that make one version of a table exist. They are derived, never listed: the directory of versions
 * grows with the history.
 *
 * @param readVersion the version on which the transaction was built, or to which Lance rebased it
 * @param transaction the transaction's id
 * @param version the version that it made
 */
record CommittedFiles(long readVersion, String transaction, long version) {

    static final String TRANSACTIONS = "_transactions";
    static final String VERSIONS = "_versions";

    private static final Pattern MANIFEST = Pattern.compile("(\\d{20})\\.manifest");

    private static final BigInteger LARGEST =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    String transactionFile() {
        return readVersion + "-" + transaction + ".txn";
    }

    /** Counted down from the largest 64-bit number, so that the newest version is the first in a listing. */
    String manifestFile() {
        return String.format("%020d.manifest", LARGEST.subtract(BigInteger.valueOf(version)));
    }

    /** The version that a file in the directory of versions holds; empty when it holds none. */
    static Optional<Long> versionOf(String file) {
        Matcher name = MANIFEST.matcher(file);
        if (!name.matches()) {
            return Optional.empty();
        }
        BigInteger version = LARGEST.subtract(new BigInteger(name.group(1)));
        return version.signum() > 0 && version.bitLength() < Long.SIZE
                ? Optional.of(version.longValueExact())
                : Optional.empty();
    }
}
