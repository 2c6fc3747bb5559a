package io.headgate.bench.ingest;

import java.util.List;

/**
 * Cases that are compared with each other.
 *
 * @param peer name of the case that the others are a multiple of
 */
record CaseGroup(String title, String peer, List<CaseSpec> cases) {

    CaseGroup {
        cases = List.copyOf(cases);
    }

    CaseGroup keeping(List<CaseSpec> kept) {
        return new CaseGroup(title, peer, kept);
    }
}
