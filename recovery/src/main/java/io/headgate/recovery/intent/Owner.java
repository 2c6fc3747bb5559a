package io.headgate.recovery.intent;

import java.time.Instant;

/**
 * The process that armed an intent. Only to judge whether somebody is still working on it, which is a matter of efficiency:
 * no safety rests on the answer.
 *
 * @param host name of the machine or container
 * @param pid process id on that host
 * @param processStarted when the process started, which tells a reused pid; epoch when unknown
 */
public record Owner(String host, long pid, Instant processStarted) {}
