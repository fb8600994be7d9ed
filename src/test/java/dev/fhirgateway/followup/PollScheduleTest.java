package dev.fhirgateway.followup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.FollowUpSettings;
import dev.fhirgateway.upsert.OpenTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScheduleTest {
    private static final Instant OPENED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = OPENED.plusSeconds(1);
    private static final FollowUpSettings SETTINGS = new FollowUpSettings(
            Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofMinutes(15), 30);

    private final PollSchedule schedule = new PollSchedule(SETTINGS, () -> 0.5);

    @Test
    void theFirstQuestionIsAskedSoon() {
        assertThat(schedule.first(OPENED)).isEqualTo(OPENED.plusMillis(200));
    }

    @ParameterizedTest
    @CsvSource({"0, PT0.4S", "1, PT0.8S", "5, PT12.8S", "6, PT25.6S", "7, PT30S", "100, PT30S"})
    void pausesDoubleUpToTheLongest(int polls, Duration pause) {
        assertThat(schedule.next(task(polls), LATER)).isEqualTo(LATER.plus(pause));
        assertThat(schedule.polls(task(polls), LATER)).isEqualTo(polls + 1);
    }

    @ParameterizedTest
    @CsvSource({"5, 20", "30, 30", "90, 90", "150, 50"})
    void beforeItsTimeATaskIsAskedAboutAfterAsLongAsItHasTaken(long age, long pause) {
        Instant now = OPENED.plusMillis(age);

        assertThat(schedule.next(task(0), now)).isEqualTo(now.plusMillis(pause));
        assertThat(schedule.polls(task(0), now)).as("does not count").isZero();
    }

    @Test
    void pausesDifferByAFifth() {
        List<Duration> pauses = DoubleStream.of(0, 1)
                .mapToObj(random -> new PollSchedule(SETTINGS, () -> random).next(task(0), LATER))
                .map(next -> Duration.between(LATER, next))
                .toList();

        assertThat(pauses).containsExactly(Duration.ofMillis(320), Duration.ofMillis(480));
    }

    @Test
    void afterItsDeadlineATaskIsAskedAboutAtASlowPace() {
        Instant late = OPENED.plus(Duration.ofHours(1));

        assertThat(schedule.isOverdue(task(130), late.minusMillis(1))).isFalse();
        assertThat(schedule.isOverdue(task(130), late)).isTrue();
        assertThat(schedule.next(task(130), late)).isEqualTo(late.plus(Duration.ofMinutes(15)));
    }

    @Test
    void withoutAnAnswerTheNextQuestionIsNotAskedAtOnce() {
        assertThat(schedule.unanswered(task(0), OPENED)).isEqualTo(OPENED.plusSeconds(5));
        assertThat(schedule.unanswered(task(9), OPENED)).isEqualTo(OPENED.plusSeconds(30));
    }

    @Test
    void afterItsRetentionATaskIsGivenUp() {
        assertThat(schedule.isGivenUp(task(9), OPENED.plus(Duration.ofDays(30)).minusMillis(1)))
                .isFalse();
        assertThat(schedule.isGivenUp(task(9), OPENED.plus(Duration.ofDays(30))))
                .isTrue();
    }

    private static OpenTask task(int polls) {
        return new OpenTask("clinic", "s_1", false, OPENED, polls, OPENED, OPENED.plusSeconds(60), List.of());
    }
}
