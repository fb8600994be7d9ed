package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.DueRelationship;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.Resend;
import dev.fhirgateway.upsert.Resent;
import dev.fhirgateway.upsert.SettledDoubt;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.NullUnmarked;

/** How the parts of a task come together again that the routes have looked at one by one. */
public final class FollowUpSteps {
    /** The property that holds a relationship as it was when its turn came. */
    private static final String CURRENT = "parkedRelationship";

    private FollowUpSteps() {}

    /**
     * Joins the doubts that were settled with what was known of their task. A doubt that could not be settled now fails
     * the whole: the task is asked about again.
     */
    public static AggregationStrategy settledDoubts() {
        return new SettledDoubts();
    }

    /** Joins a write that was to be made again with what came of it. */
    public static AggregationStrategy resent() {
        return new ResentWrites();
    }

    /** Joins a task with how it stands, or lets it be as it was when that could not be found out. */
    public static AggregationStrategy answeredTask() {
        return new AnsweredTask();
    }

    /** Joins a relationship that was tried with what came of it; a fault must not take its place. */
    public static AggregationStrategy triedParked() {
        return new TriedRelationship();
    }

    @NullUnmarked
    private static final class TriedRelationship implements AggregationStrategy {
        @Override
        public Exchange aggregate(Exchange asked, Exchange answered) {
            DueRelationship due = answered.getProperty(CURRENT, DueRelationship.class);
            Optional<EntryState> end =
                    answered.getException() == null && answered.getMessage().getBody() instanceof EntryState state
                            ? Optional.of(state)
                            : Optional.empty();
            asked.getMessage()
                    .setBody(new ParkedTry(due == null ? asked.getMessage().getBody(DueRelationship.class) : due, end));
            return asked;
        }
    }

    @NullUnmarked
    private static final class AnsweredTask implements AggregationStrategy {
        @Override
        public Exchange aggregate(Exchange asked, Exchange answered) {
            if (answered.getException() == null && answered.getMessage().getBody() instanceof TaskProgress progress) {
                asked.getMessage().setBody(progress);
            }
            return asked;
        }
    }

    @NullUnmarked
    private static final class SettledDoubts implements AggregationStrategy {
        @Override
        public Exchange aggregate(Exchange joined, Exchange part) {
            Exchange answer = joined == null ? new DefaultExchange(part.getContext()) : joined;
            Found found = joined == null
                    ? new Found(new HashMap<>())
                    : joined.getMessage().getBody(Found.class);
            if (part.getException() != null) {
                answer.setException(part.getException());
            } else {
                SettledDoubt settled = part.getMessage().getBody(SettledDoubt.class);
                found.states().put(settled.doubt().operation(), settled.state());
            }
            answer.getMessage().setBody(found);
            return answer;
        }

        @Override
        public void onCompletion(Exchange joined, Exchange input) {
            if (joined != null && joined.getMessage().getBody() instanceof Found found) {
                TaskProgress progress = input.getMessage().getBody(TaskProgress.class);
                joined.getMessage().setBody(progress.with(found.states()));
            }
        }
    }

    private record Found(Map<TaskOperation, OperationState> states) {}

    @NullUnmarked
    private static final class ResentWrites implements AggregationStrategy {
        @Override
        public Exchange aggregate(Exchange asked, Exchange answered) {
            Resend resend = asked.getMessage().getBody(Resend.class);
            Optional<EntryState> end =
                    answered.getException() == null && answered.getMessage().getBody() instanceof EntryState state
                            ? Optional.of(state)
                            : Optional.empty();
            asked.getMessage().setBody(new Resent(resend, end));
            return asked;
        }
    }
}
