package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.SourceClaim;
import java.util.List;

/**
 * What the stage phase leaves: data files that no version names.
 *
 * @param base the graph version it was staged on
 * @param tables one for each table that changes
 * @param account balances
 */
record StagedWrite(
        GraphManifest base, String operation, List<StagedTable> tables, List<SourceClaim> claims, Account account) {

    StagedWrite {
        tables = List.copyOf(tables);
        claims = List.copyOf(claims);
    }
}
