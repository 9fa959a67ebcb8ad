package org.sparklaunch.authentication.audit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.platform.digest.Sha256;

/**
 * One thing that was done or refused.
 *
 * @param action such as {@code create_session}
 * @param user null when no user is known
 * @param address the client's address without port; null for what the server does by itself
 * @param object what the action concerns: ids, names, digests; never code, rows or secrets
 * @param reason why it was refused or failed; null if allowed
 * @param duration null for what takes no time
 * @param used what Spark read and wrote for it
 */
public record AuditEvent(
        String action,
        @Nullable String user,
        @Nullable String address,
        Map<String, String> object,
        Verdict verdict,
        @Nullable String reason,
        @Nullable Duration duration,
        Used used) {
    private static final int DIGEST_DIGITS = 16;

    /** The outcome of an action. */
    public enum Verdict {
        ALLOWED,
        REFUSED,
        FAILED;

        /** Returns the verdict that an HTTP status stands for. */
        public static Verdict ofStatus(int status) {
            if (status < 400) {
                return ALLOWED;
            }
            return status == 401 || status == 403 || status == 429 ? REFUSED : FAILED;
        }
    }

    /**
     * Names of tables, paths and sources, as the policy describes them.
     *
     * @param reads also those whose read was refused, if the event is a refusal
     * @param writes the same
     */
    public record Used(List<String> reads, List<String> writes) {
        /** What does not use Spark. */
        public static final Used NOTHING = new Used(List.of(), List.of());

        /** Copies the lists. */
        public Used {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }
    }

    /** Copies the object. */
    public AuditEvent {
        object = Map.copyOf(object);
    }

    /** Makes an event that uses nothing of Spark. */
    public AuditEvent(
            String action,
            @Nullable String user,
            @Nullable String address,
            Map<String, String> object,
            Verdict verdict,
            @Nullable String reason,
            @Nullable Duration duration) {
        this(action, user, address, object, verdict, reason, duration, Used.NOTHING);
    }

    /** Returns the same event with what Spark used for it. */
    public AuditEvent using(Used resources) {
        return new AuditEvent(action, user, address, object, verdict, reason, duration, resources);
    }

    /** Returns an event of the server itself. */
    public static AuditEvent ofServer(
            String action, Map<String, String> object, Verdict verdict, @Nullable String reason) {
        return new AuditEvent(action, null, null, object, verdict, reason, null);
    }

    /** Returns what identifies code in the log. The code itself may contain secrets. */
    public static Map<String, String> ofCode(String code) {
        Map<String, String> object = new TreeMap<>();
        object.put("code_characters", Integer.toString(code.length()));
        object.put(
                "code_sha256", Sha256.hex(code.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_DIGITS));
        return object;
    }
}
