package org.sparklaunch.querytracker.testing;

/** The answer of a {@link FakeLivy} that refuses a request. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }
}
