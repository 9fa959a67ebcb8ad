package org.sparklaunch.pages;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Decides which requests reach a page of Spark. It is the part of the filters that is the same for both servlet interfaces. */
final class PageGate {
    /** The filter's parameter with the file of the password. */
    static final String FILE = "file";

    static final String CHALLENGE = "Basic realm=\"Spark pages\", charset=\"UTF-8\"";
    static final String REFUSAL = "authentication required: log in as user '" + PagePassword.USER
            + "' with the password in page-password in the state folder of the launch";

    /** A browser sends a login by itself, also for a foreign page. These methods change nothing. */
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final PagePassword password;
    private final InstantSource clock;

    PageGate(PagePassword password, InstantSource clock) {
        this.password = password;
        this.clock = clock;
    }

    /** Reads the password from the file that a parameter of the filter names. */
    static PageGate of(@Nullable String file) throws IOException {
        if (file == null) {
            throw new IOException("the filter of Spark's pages has no parameter '" + FILE + "'");
        }
        return new PageGate(PagePassword.read(Path.of(file)), InstantSource.system());
    }

    /**
     * Returns whether a request may pass.
     *
     * @param target path and query as sent
     * @param headers returns the value of a header, or null
     */
    boolean admits(String method, String target, UnaryOperator<@Nullable String> headers) {
        return proof(method, target, headers).isPresent()
                || (READING.contains(method) && password.isLogin(headers.apply("Authorization")));
    }

    /** Returns the value of the header {@link PagePassword#ANSWER} of the response; empty for a request without a proof. */
    Optional<String> answer(String method, String target, UnaryOperator<@Nullable String> headers) {
        return proof(method, target, headers).map(password::answer);
    }

    private Optional<String> proof(String method, String target, UnaryOperator<@Nullable String> headers) {
        String host = headers.apply("Host");
        var asked = new PagePassword.Asked(method, host == null ? "" : host, target);
        return Optional.ofNullable(headers.apply(PagePassword.PROOF))
                .filter(proof -> password.isProof(proof, asked, clock.instant()));
    }
}
