package org.sparklaunch.livy.protocol.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a right is on. Names of databases, tables, settings and sources are compared without regard to case. */
public sealed interface Resource {

    /** As in the policy file and in messages. */
    String describe();

    /** The rights that there are on it. */
    default Set<Right> rights() {
        return EnumSet.of(Right.READ, Right.WRITE);
    }

    /**
     * A database.
     *
     * @param name in lower case; with its catalog before it unless that is Spark's own
     */
    record Database(List<String> name) implements Resource {
        /** Normalises the name. */
        public Database {
            name = normal(name);
        }

        @Override
        public String describe() {
            return "database " + String.join(".", name);
        }
    }

    /**
     * A table or view.
     *
     * @param name in lower case, the database before the table; with the catalog before that unless it is Spark's own
     */
    record Table(List<String> name) implements Resource {
        /** Normalises the name. */
        public Table {
            name = normal(name);
        }

        @Override
        public String describe() {
            return "table " + String.join(".", name);
        }
    }

    /** A file or folder and all that is below, as a path or URI. */
    record Location(String path) implements Resource {
        @Override
        public String describe() {
            return "path " + path;
        }
    }

    /** A Spark setting; in a rule it may end with {@code *}. */
    record Setting(String key) implements Resource {
        @Override
        public String describe() {
            return "conf " + key;
        }

        @Override
        public Set<Right> rights() {
            return EnumSet.of(Right.SET);
        }
    }

    /** A data source other than files, such as {@code jdbc}; {@code *} in a rule is any. */
    record Source(String format) implements Resource {
        /** Normalises the name. */
        public Source {
            format = format.toLowerCase(Locale.ROOT);
        }

        @Override
        public String describe() {
            return "source " + format;
        }
    }

    /** The session itself: where {@link Right#CODE} is a right on. */
    record Session() implements Resource {
        @Override
        public String describe() {
            return "its session";
        }

        @Override
        public Set<Right> rights() {
            return EnumSet.of(Right.CODE);
        }
    }

    /** An access control object, which queries of the query tracker carry; in a rule it may end with {@code *}. */
    record AccessObject(String name) implements Resource {
        @Override
        public String describe() {
            return "object " + name;
        }

        @Override
        public Set<Right> rights() {
            return EnumSet.of(Right.USE, Right.READ, Right.ADMINISTER);
        }
    }

    private static List<String> normal(List<String> name) {
        List<String> lower =
                name.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
        return lower.size() > 1 && lower.get(0).equals("spark_catalog") ? lower.subList(1, lower.size()) : lower;
    }
}
