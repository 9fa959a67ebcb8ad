package org.sparklaunch.querytracker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.protocol.policy.PolicyException;
import org.sparklaunch.livy.protocol.policy.PolicySource;

/** Reads the rules on access control objects from the policy file, again after each change. Thread-safe. */
final class SharingPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(SharingPolicy.class);

    private final @Nullable PolicySource source;

    private SharingPolicy(@Nullable PolicySource source) {
        this.source = source;
    }

    /** Reads the policy file; null for none. */
    static SharingPolicy open(@Nullable Path file) {
        try {
            return new SharingPolicy(file == null ? null : PolicySource.open(file, ""));
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot read the policy file " + file + ": " + e, e);
        } catch (PolicyException e) {
            throw new CommandException(
                    ExitCode.FAILED, "policy file " + file + " is invalid: " + String.join("; ", e.problems()), e);
        }
    }

    Optional<Policy> current() {
        return Optional.ofNullable(source).map(PolicySource::current);
    }

    /** Reads the file again if it has changed, and returns whether new rules apply. To be called every few seconds. */
    boolean refresh() {
        if (source == null) {
            return false;
        }
        try {
            if (source.refresh()) {
                LOG.info("policy file has changed; its rules on access control objects are in effect");
                return true;
            }
        } catch (IOException | PolicyException e) {
            LOG.error("policy file is invalid, the earlier rules stay in effect: {}", e.getMessage());
        }
        return false;
    }
}
