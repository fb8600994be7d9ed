package dev.fhirgateway.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Decides which calls meet which trouble. Asked once for every call, from several threads. */
@FunctionalInterface
public interface FaultPlan {
    /**
     * Decides on one call.
     *
     * @param call the call, its number over all calls included
     * @param nth how many calls its method and path have had, this one counted: 1 for the first. Of very many paths the
     *     latest are counted, see {@link dev.fhirgateway.sandbox.trouble.BoundedCounts}
     */
    Fault decide(ReceivedCall call, int nth);

    /** No trouble for anyone. */
    static FaultPlan none() {
        return (call, nth) -> new Fault.None();
    }

    /** The same trouble for everyone. */
    static FaultPlan always(Fault fault) {
        return (call, nth) -> fault;
    }

    /** The first {@code count} calls to each method and path meet the trouble, later ones succeed. */
    static FaultPlan firstCalls(int count, Fault fault) {
        return (call, nth) -> nth <= count ? fault : new Fault.None();
    }

    /**
     * The first call to every {@code n}-th record meets the trouble, its later calls succeed. Records are counted by
     * their paths, in the order in which they first appear after the plan was made.
     */
    static FaultPlan everyNthRecordOnce(int n, Fault fault) {
        Pattern recordPath = Pattern.compile("/sources/[^/]+/v1/resources/[^/]+/[^/]+");
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger records = new AtomicInteger();
        return (call, nth) -> {
            boolean first = recordPath.matcher(call.path()).matches() && seen.add(call.path());
            return first && records.incrementAndGet() % n == 0 ? fault : new Fault.None();
        };
    }

    /** This plan for the calls that match, no trouble for the others. */
    default FaultPlan when(Predicate<ReceivedCall> matches) {
        return (call, nth) -> matches.test(call) ? decide(call, nth) : new Fault.None();
    }

    /** This plan, and the other one for the calls that it leaves alone. */
    default FaultPlan orElse(FaultPlan other) {
        return (call, nth) -> {
            Fault mine = decide(call, nth);
            return mine instanceof Fault.None ? other.decide(call, nth) : mine;
        };
    }
}
