package org.sparklaunch.livy.protocol.policy;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How paths compare where a policy is enforced.
 *
 * @param canonical makes paths of rules and resources comparable: absolute, with scheme, without links
 * @param enclosures folders that no permission on a folder above them reaches into, such as the tables' files
 */
public record PathComparison(UnaryOperator<String> canonical, List<String> enclosures) {
    /** Compares paths as they are written. */
    public static final PathComparison AS_WRITTEN = new PathComparison(UnaryOperator.identity(), List.of());

    /** Copies the folders. */
    public PathComparison {
        enclosures = List.copyOf(enclosures);
    }

    boolean contains(Resource.Location folder, Resource.Location location) {
        return isBelow(canonical.apply(folder.path()), canonical.apply(location.path()));
    }

    /** Whether the permitted folder reaches the location, all of it, without entering an enclosure. */
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
