package io.headgate.engine.s3;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Writes down when requests came and when each was answered, to tell those that followed one another from those that were
 * under way side by side. Time has one tick for each of these events. Thread-safe.
 */
public final class RequestTimeline implements S3Mishaps {

    private final List<Request> requests = new ArrayList<>();
    private final Map<S3Call, Request> underWay = new IdentityHashMap<>();
    private S3Mishap distance = S3Mishap.NONE;
    private long ticks;

    /** Begins anew. From now on every request is on its way for a while, so that those that need not wait for each other overlap. */
    public synchronized void restart() {
        distance = S3Mishap.LATE;
        requests.clear();
        underWay.clear();
    }

    @Override
    public synchronized S3Mishap of(S3Call call) {
        Request request = new Request(call, ticks++);
        requests.add(request);
        underWay.put(call, request);
        return distance;
    }

    @Override
    public synchronized void answered(S3Call call) {
        Request request = underWay.remove(call);
        if (request != null) {
            request.end = ticks++;
        }
    }

    /** All calls, in the order in which they came. */
    public synchronized List<S3Call> calls() {
        return requests.stream().map(request -> request.call).toList();
    }

    /**
     * The longest row of requests of which each came when the one before had been answered, among the first of one kind and what
     * came after it, ending with the last of another kind. Empty when there is none.
     */
    public synchronized List<S3Call> longestChain(Predicate<S3Call> first, Predicate<S3Call> last) {
        List<Request> between = requests.stream()
                .dropWhile(request -> !first.test(request.call))
                .toList();
        List<List<Request>> longest = new ArrayList<>();
        List<Request> found = List.of();
        for (Request request : between) {
            List<Request> before = List.of();
            for (List<Request> chain : longest) {
                if (chain.get(chain.size() - 1).end < request.start && chain.size() > before.size()) {
                    before = chain;
                }
            }
            List<Request> chain = new ArrayList<>(before);
            chain.add(request);
            longest.add(chain);
            if (last.test(request.call)) {
                found = chain;
            }
        }
        return found.stream().map(request -> request.call).toList();
    }

    private static final class Request {
        private final S3Call call;
        private final long start;
        private long end = Long.MAX_VALUE;

        Request(S3Call call, long start) {
            this.call = call;
            this.start = start;
        }
    }
}
