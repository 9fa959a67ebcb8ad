package org.sparklaunch.querytracker.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.sparklaunch.discovery.DiscoveryPath;

/** What holds for every order of arrivals, returns, aborts, deaths and passing time. */
class LeaseSchedulerTest {
    private static final Duration WORK = Duration.ofSeconds(3);

    /** One thing that happens to a pool. */
    private interface Step {
        void run(PoolModel model);
    }

    @Property(tries = 400)
    void noSessionIsLeasedTwiceAndNoLimitIsPassed(
            @ForAll @IntRange(min = 1, max = 4) int limit, @ForAll("histories") List<Step> history) {
        PoolModel model = new PoolModel(limit);

        // The model checks both after each step.
        history.forEach(step -> {
            step.run(model);
            model.settle();
        });
    }

    @Property(tries = 400)
    void everyWaiterIsServedOnceOthersReturnTheirSessions(
            @ForAll @IntRange(min = 1, max = 4) int limit, @ForAll("histories") List<Step> history) {
        PoolModel model = new PoolModel(limit);
        history.forEach(step -> {
            step.run(model);
            model.settle();
        });

        model.drain();
    }

    @Property(tries = 200)
    void serverAtItsLimitIsAskedAtMostOncePerSecondAndDeparture(
            @ForAll @IntRange(min = 1, max = 4) int waiters, @ForAll @IntRange(min = 1, max = 60) int halfSeconds) {
        PoolModel model = new PoolModel(1);
        model.takeForeign();
        for (int i = 0; i < waiters; i++) {
            model.arrive(request("user" + i, "1", true), WORK);
        }
        model.settle();
        for (int i = 0; i < halfSeconds; i++) {
            model.advance(Duration.ofMillis(500));
        }

        assertThat(model.asks).isEqualTo(1 + halfSeconds / 2);
    }

    /**
     * Each user ahead keeps a session for one turn and the query that is running at its end; then it is idle, ends, and the
     * next one starts. More queries keep coming all the time, of those users and of others.
     */
    @Property(tries = 200)
    void waiterWithoutSessionIsServedWithinTheTurnsOfThoseAhead(
            @ForAll @IntRange(min = 1, max = 3) int limit,
            @ForAll @IntRange(min = 2, max = 6) int users,
            @ForAll("arrivals") List<Integer> arrivals) {
        PoolModel model = new PoolModel(limit);
        Duration turn = PooledSession.SHORTEST_TURN.plus(WORK).plus(Duration.ofSeconds(5));
        for (int user : arrivals) {
            model.arrive(
                    request("user" + user % users, "1", true),
                    WORK,
                    model.now().plus(turn.multipliedBy(model.waiting().size() + limit + 1L)));
            model.settle();
            model.advance(Duration.ofSeconds(1));
        }

        model.drain();
    }

    @Property(tries = 100)
    void waitersOfDifferentUsersAreServedInTheOrderOfTheirArrival(@ForAll @IntRange(min = 2, max = 8) int users) {
        PoolModel model = new PoolModel(1);
        for (int i = 0; i < users; i++) {
            model.arrive(request("user" + i, "1", true), WORK);
            model.settle();
        }

        for (int i = 1; i < users; i++) {
            String first = model.waiting().get(0).waiter.key().user();
            int before = model.waiting().size();
            while (model.waiting().size() == before) {
                model.advance(Duration.ofSeconds(1));
            }
            assertThat(model.waiting()).noneMatch(b -> b.waiter.key().user().equals(first));
        }
    }

    @Property(tries = 100)
    void userWithoutSessionIsServedBeforeOneWhoWantsASecond(@ForAll @IntRange(min = 2, max = 5) int limit) {
        PoolModel model = new PoolModel(limit);
        model.arrive(request("user0", "1", true), Duration.ofMinutes(5));
        for (int i = 1; i < limit; i++) {
            model.arrive(request("user" + i, "1", true), WORK.plusSeconds(i));
        }
        model.settle();
        model.arrive(request("user0", "2", true), WORK);
        model.settle();
        model.arrive(request("late", "1", true), WORK);
        // All sessions start, then both wait.
        model.advance(WORK);

        while (model.waiting().size() == 2) {
            model.advance(Duration.ofSeconds(1));
        }

        assertThat(model.waiting()).extracting(b -> b.waiter.key().user()).containsExactly("user0");
    }

    @Provide
    Arbitrary<List<Integer>> arrivals() {
        return Arbitraries.integers().between(0, 5).list().ofMinSize(10).ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 9);
        Arbitrary<Step> arrival = Combinators.combine(
                        number, Arbitraries.of("1", "1", "2"), Arbitraries.of(true, true, true, false), number)
                .as((user, conf, reuse, work) ->
                        model -> model.arrive(request("user" + user % 4, conf, reuse), Duration.ofSeconds(work)));
        Arbitrary<Step> time = number.map(seconds -> model -> model.advance(Duration.ofSeconds(seconds)));
        Arbitrary<Step> abort = number.map(index -> model -> {
            if (!model.waiting().isEmpty()) {
                model.cancel(model.waiting().get(index % model.waiting().size()));
            }
        });
        Arbitrary<Step> death = number.map(index -> model -> model.kill(index));
        Arbitrary<Step> other = Arbitraries.of(
                PoolModel::takeForeign, PoolModel::releaseForeign, model -> model.expire(Duration.ofSeconds(5)));
        return Arbitraries.frequencyOf(
                        Tuple.of(5, arrival),
                        Tuple.of(4, time),
                        Tuple.of(1, abort),
                        Tuple.of(1, death),
                        Tuple.of(1, other))
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    private static BorrowRequest request(String user, String conf, boolean reuse) {
        return new BorrowRequest(SessionKey.of(user, DiscoveryPath.DEFAULT, Map.of("spark.x", conf)), reuse, true);
    }
}
