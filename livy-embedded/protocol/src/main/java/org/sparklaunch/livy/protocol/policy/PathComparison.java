package org.sparklaunch.livy.protocol.policy;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Compares the paths of rules with the paths of resources, where a policy is enforced.
 *
 * @param canonical normalises a path: absolute, with its scheme, without {@code ..}, links followed
 * @param enclosures folders that a permission on a folder above them does not cover, such as the warehouse
 */
public record PathComparison(UnaryOperator<String> canonical, List<String> enclosures) {
    /** Compares paths as written. */
    public static final PathComparison AS_WRITTEN = new PathComparison(UnaryOperator.identity(), List.of());

    /** Copies the list. */
    public PathComparison {
        enclosures = List.copyOf(enclosures);
    }

    boolean contains(Resource.Location folder, Resource.Location location) {
        return isBelow(canonical.apply(folder.path()), canonical.apply(location.path()));
    }

    /** Returns whether a permission on the folder covers the whole location and enters no enclosure. */
    boolean reaches(Resource.Location permitted, Resource.Location location) {
        String from = canonical.apply(permitted.path());
        String to = canonical.apply(location.path());
        return isBelow(from, to)
                && enclosures.stream()
                        .map(canonical)
                        .filter(enclosure -> !isBelow(enclosure, from))
                        .noneMatch(enclosure -> isBelow(enclosure, to) || isBelow(to, enclosure));
    }

    private static boolean isBelow(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }
}
