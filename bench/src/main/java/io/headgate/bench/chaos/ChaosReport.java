package io.headgate.bench.chaos;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What came of a run.
 *
 * @param s3 whether the graph was on an S3 server
 * @param seconds of the whole run, from the start of the brokers to the last check
 * @param records of the log, without those that were aborted
 * @param versions of the graph
 * @param kills of workers, by signal 9
 * @param pauses of workers, for longer than their session
 * @param stops of workers, by signal 15, those of rolling restarts included
 * @param isolations of workers from all brokers, for longer than their session
 * @param brokerRestarts in good order
 * @param brokerKills by signal 9, with a restart
 * @param brokerPairKills by signal 9, of two brokers at once
 * @param proxyCuts of all connections to a broker
 * @param proxyStalls of all connections to a broker
 * @param proxyMutes of all connections to a broker: requests got through, answers did not
 * @param proxyStrands of all connections to a broker: they went dead for good without ending
 * @param rebalances of the group
 * @param recoveries intents that somebody other than their writer settled
 * @param surprises workers that ended otherwise than they were made to
 * @param lag records that the graph does not have, when it had time to catch up
 * @param drainSeconds that catching up took when the faults were over
 * @param longestCommitGapMs longest time between two graph versions until everything had caught up
 * @param lost rows that are not there
 * @param repeated rows that are there once more
 * @param unexpected rows that no record accounts for
 * @param accounts whether the accounts of all versions agree with each other and with the log
 * @param verified whether a deep verification holds
 * @param problems what is wrong, in words
 * @param exact whether nothing is
 */
@JsonPropertyOrder({"seed", "s3", "workers", "brokers", "seconds"})
record ChaosReport(
        long seed,
        boolean s3,
        int workers,
        int brokers,
        double seconds,
        long records,
        int versions,
        int kills,
        int pauses,
        int stops,
        int isolations,
        @JsonProperty("broker_restarts") int brokerRestarts,
        @JsonProperty("broker_kills") int brokerKills,
        @JsonProperty("broker_pair_kills") int brokerPairKills,
        @JsonProperty("proxy_cuts") int proxyCuts,
        @JsonProperty("proxy_stalls") int proxyStalls,
        @JsonProperty("proxy_mutes") int proxyMutes,
        @JsonProperty("proxy_strands") int proxyStrands,
        int rebalances,
        long recoveries,
        List<String> surprises,
        long lag,
        @JsonProperty("drain_seconds") double drainSeconds,
        @JsonProperty("longest_commit_gap_ms") long longestCommitGapMs,
        long lost,
        long repeated,
        long unexpected,
        boolean accounts,
        boolean verified,
        List<String> problems,
        boolean exact) {

    /** How often something went wrong. */
    int faults() {
        return kills
                + pauses
                + stops
                + isolations
                + brokerRestarts
                + brokerKills
                + brokerPairKills
                + proxyCuts
                + proxyStalls
                + proxyMutes
                + proxyStrands;
    }
}
