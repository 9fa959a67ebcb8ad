package org.sparklaunch.livy.server.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.protocol.policy.PolicyException;
import org.sparklaunch.livy.protocol.policy.PolicySource;
import org.sparklaunch.livy.settings.ConfigException;

/**
 * The current policy; without a file there is none. After a change that cannot be read the last good policy stays.
 * Thread-safe.
 */
public final class PolicyFile {
    private static final Logger log = LoggerFactory.getLogger(PolicyFile.class);

    private final @Nullable PolicySource source;

    private PolicyFile(@Nullable PolicySource source) {
        this.source = source;
    }

    /**
     * Reads the policy.
     *
     * @param file null for no policy
     * @param secret files and folders that no rule may open: the server's own
     * @throws ConfigException naming every wrong line
     */
    public static PolicyFile open(@Nullable Path file, List<Path> secret) {
        if (file == null) {
            return new PolicyFile(null);
        }
        String ownRules = secret.stream()
                .map(path -> "deny * read,write path " + path.toAbsolutePath() + "\n")
                .collect(Collectors.joining("", "\ndeny * read,write path /proc\n", ""));
        try {
            return new PolicyFile(PolicySource.open(file, ownRules));
        } catch (IOException e) {
            throw new ConfigException("cannot read the policy file " + file + ": " + e);
        } catch (PolicyException e) {
            throw new ConfigException(
                    "the policy file " + file + " cannot be used:\n" + String.join("\n", e.problems()));
        }
    }

    /** Returns the current policy; empty when there is no file. */
    public Optional<Policy> current() {
        return Optional.ofNullable(source).map(PolicySource::current);
    }

    /** The result of looking at the file. */
    public enum Refresh {
        UNCHANGED,
        APPLIED,
        REFUSED
    }

    /** Reads the file again if it has changed. */
    public Refresh refresh() {
        if (source == null) {
            return Refresh.UNCHANGED;
        }
        try {
            if (source.refresh()) {
                log.info("the policy file changed; the new policy applies from the next statement on");
                return Refresh.APPLIED;
            }
            return Refresh.UNCHANGED;
        } catch (IOException | PolicyException e) {
            log.error("cannot use the changed policy file; the policy before stays in effect: {}", e.getMessage());
            return Refresh.REFUSED;
        }
    }
}
