package org.sparklaunch.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on guessing passwords; the work of bcrypt is counted, not measured. */
class LoginGuardTest {
    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicLong work = new AtomicLong();
    private final AtomicInteger checks = new AtomicInteger();
    private Authenticator login;

    @BeforeEach
    void write() throws IOException {
        Path file = folder.resolve("passwords");
        Files.writeString(file, "cheap:" + hash(4) + "\ndear:" + hash(7) + "\nmiddle:" + hash(6) + "\n");
        login = guarded(PasswordFile.read(file, this::count), new LoginQueue(1, 0));
    }

    private GuardedLogin guarded(Authenticator method, LoginQueue queue) {
        return new GuardedLogin(List.of(method), new LoginThrottle(now::get), queue);
    }

    private static String hash(int cost) {
        return BCrypt.withDefaults().hashToString(cost, "wonder".toCharArray());
    }

    private boolean count(String password, String hash) {
        work.addAndGet(1L << Integer.parseInt(hash.substring(4, 6)));
        checks.incrementAndGet();
        return PasswordHashes.BCRYPT.matches(password, hash);
    }

    private static Credentials from(String address, String pair) {
        Map<String, String> headers = Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        return new Credentials(address, headers::get);
    }

    private void fail(int times, String address, String name) {
        for (int i = 0; i < times; i++) {
            assertThat(login.user(from(address, name + ":wrong"))).isEmpty();
        }
    }

    // ---- equal work ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"cheap", "middle", "dear", "unknown", "Dear", "a b"})
    void everyRefusalCostsTheWorkOfTheMostExpensiveHash(String user) {
        assertThat(login.user(from("10.0.0.1", user + ":wrong"))).isEmpty();

        assertThat(work.get()).isEqualTo(1L << 7);
    }

    @Test
    void acceptedPasswordIsCheckedOnce() {
        for (int i = 0; i < 10; i++) {
            assertThat(login.user(from("10.0.0.1", "dear:wonder"))).contains("dear");
        }

        assertThat(checks.get()).isEqualTo(1);
    }

    @Test
    void emptyFileCostsWorkAsWell() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        login = guarded(PasswordFile.read(empty, this::count), new LoginQueue(1, 0));

        assertThat(login.user(from("10.0.0.1", "any:wrong"))).isEmpty();

        assertThat(work.get()).isEqualTo(1L << PasswordHashes.LEAST_COST);
    }

    // ---- throttle ------------------------------------------------------------------------------------------------

    @Test
    void attemptsAfterSomeFailuresAreRefusedUnchecked() {
        fail(LoginThrottle.FREE_OF_PAIR, "10.0.0.1", "dear");
        int before = checks.get();

        assertThatThrownBy(() -> login.user(from("10.0.0.1", "dear:wonder")))
                .isInstanceOf(TooManyLoginsException.class)
                .hasMessageContaining("too many failed logins");

        assertThat(checks.get()).isEqualTo(before);
    }

    @Test
    void unknownNamesAreThrottledAsKnownOnes() {
        fail(LoginThrottle.FREE_OF_PAIR, "10.0.0.1", "unknown");

        assertThatThrownBy(() -> login.user(from("10.0.0.1", "unknown:wrong")))
                .isInstanceOf(TooManyLoginsException.class);
    }

    @Test
    void pauseDoublesWithEachFailureUpToItsLimit() {
        fail(LoginThrottle.FREE_OF_PAIR, "10.0.0.1", "dear");
        long last = 0;
        for (int i = 0; i < 12; i++) {
            long pause = catchThrowableOfType(
                            TooManyLoginsException.class, () -> login.user(from("10.0.0.1", "dear:wrong")))
                    .retryAfterSeconds();
            assertThat(pause).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(LoginThrottle.LONGEST_PAUSE.toSeconds());
            last = pause;
            now.set(now.get().plusSeconds(pause));
            fail(1, "10.0.0.1", "dear");
        }

        assertThat(last).isEqualTo(LoginThrottle.LONGEST_PAUSE.toSeconds());
    }

    @Test
    void rightPasswordAfterThePauseEndsIt() {
        fail(LoginThrottle.FREE_OF_PAIR, "10.0.0.1", "dear");
        now.set(now.get().plusSeconds(1));

        assertThat(login.user(from("10.0.0.1", "dear:wonder"))).contains("dear");

        fail(LoginThrottle.FREE_OF_PAIR, "10.0.0.1", "dear");
    }

    @Test
    void userWhoLoggedInBeforeIsNotLockedOutByOthers() {
        assertThat(login.user(from("10.0.0.1", "dear:wonder"))).contains("dear");
        fail(LoginThrottle.FREE_OF_PAIR, "10.0.0.1", "dear");

        assertThat(login.user(from("10.0.0.1", "dear:wonder"))).contains("dear");
    }

    @Test
    void manyAddressesCannotGuessOneName() {
        for (int i = 0; i < LoginThrottle.FREE_OF_NAME; i++) {
            fail(1, "10.0.1." + i, "dear");
        }

        assertThatThrownBy(() -> login.user(from("10.0.2.1", "dear:wonder")))
                .isInstanceOf(TooManyLoginsException.class);
        assertThat(login.user(from("10.0.2.1", "middle:wonder"))).contains("middle");
    }

    /** A directory server accepts all of them. */
    @Test
    void spellingsOfANameCountTogether() {
        List<String> spellings = List.of("dear", "Dear", "DEAR", "deAr", "dEar");
        spellings.forEach(name -> fail(1, "10.0.0.1", name));

        assertThatThrownBy(() -> login.user(from("10.0.0.1", "dEAr:wrong"))).isInstanceOf(TooManyLoginsException.class);
    }

    /** One client has all addresses of a network of 64 bits. */
    @Test
    void addressesOfOneNetworkCountTogether() {
        for (int i = 0; i < LoginThrottle.FREE_OF_ADDRESS; i++) {
            fail(1, "[2001:db8:0:1::" + Integer.toHexString(i + 1) + "]", "user" + i);
        }

        assertThatThrownBy(() -> login.user(from("[2001:db8:0:1:ffff::1]", "fresh:wrong")))
                .isInstanceOf(TooManyLoginsException.class);
        assertThat(login.user(from("[2001:db8:0:2::1]", "dear:wonder"))).contains("dear");
    }

    @Test
    void oneAddressCannotGuessManyNames() {
        for (int i = 0; i < LoginThrottle.FREE_OF_ADDRESS; i++) {
            fail(1, "10.0.0.1", "user" + i);
        }

        assertThatThrownBy(() -> login.user(from("10.0.0.1", "fresh:wrong")))
                .isInstanceOf(TooManyLoginsException.class);
        assertThat(login.user(from("10.0.0.2", "dear:wonder"))).contains("dear");
    }

    @Test
    void successesDoNotBuyFailuresAtTheSameAddress() {
        for (int i = 0; i < LoginThrottle.FREE_OF_ADDRESS; i++) {
            fail(1, "10.0.0.1", "user" + i);
            if (i == LoginThrottle.FREE_OF_ADDRESS / 2) {
                login.user(from("10.0.0.1", "dear:wonder"));
            }
        }

        assertThatThrownBy(() -> login.user(from("10.0.0.1", "cheap:wrong")))
                .isInstanceOf(TooManyLoginsException.class);
    }

    @Test
    void tableOfFailuresIsBounded() {
        LoginThrottle throttle = new LoginThrottle(now::get);
        for (int i = 0; i < 30_000; i++) {
            throttle.admit("10." + (i >> 8) + ".0." + (i & 255), "x".repeat(5_000) + i);
            now.set(now.get().plus(LoginThrottle.LONGEST_PAUSE));
        }

        assertThat(throttle.size()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void failuresAreForgotten() {
        fail(LoginThrottle.FREE_OF_PAIR, "10.0.0.1", "dear");
        now.set(now.get().plus(LoginThrottle.LONGEST_PAUSE).plus(Duration.ofSeconds(1)));

        fail(LoginThrottle.FREE_OF_PAIR, "10.0.0.1", "dear");
    }

    // ---- processors ----------------------------------------------------------------------------------------------

    @Test
    void onlySomePasswordsAreCheckedAtATime() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Authenticator slow = new Authenticator() {
            @Override
            public Optional<String> user(Credentials presented) {
                entered.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Optional.of("dear");
            }

            @Override
            public String challenge() {
                return "Basic";
            }
        };
        Authenticator one = guarded(slow, new LoginQueue(1, 0));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            var first = other.submit(() -> one.user(from("10.0.0.1", "dear:wonder")));
            entered.await();

            assertThatThrownBy(() -> one.user(from("10.0.0.2", "cheap:wonder")))
                    .isInstanceOf(TooManyLoginsException.class)
                    .hasMessageContaining("too many logins are being checked");

            release.countDown();
            assertThat(first.get()).contains("dear");
        } finally {
            other.shutdownNow();
        }
    }
}
