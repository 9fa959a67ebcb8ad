package org.sparklaunch.livy.protocol.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names what a right applies to. Names of databases, tables, settings, options and sources are case-insensitive. */
public sealed interface Resource {

    /** Returns the kind and name as in the policy file and in messages. */
    String describe();

    /** Returns the rights that apply to this kind of resource. */
    default Set<Right> rights() {
        return EnumSet.of(Right.READ, Right.WRITE);
    }

    /**
     * A database.
     *
     * @param name in lower case; the catalog comes first unless it is Spark's own
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
     * @param name in lower case: database, table; the catalog comes first unless it is Spark's own
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

    /** A file, or a folder and everything below it, as a path or URI. */
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

    /**
     * An option of a data source or a table property, such as {@code csv.sep} or {@code table.comment}; in a rule it may end
     * with {@code *}.
     *
     * @param name format and option in lower case, or {@code table} and property
     */
    record Option(String name) implements Resource {
        /** Normalises the name. */
        public Option {
            name = name.toLowerCase(Locale.ROOT);
        }

        @Override
        public String describe() {
            return "option " + name;
        }

        @Override
        public Set<Right> rights() {
            return EnumSet.of(Right.SET);
        }
    }

    /** A data source that is not a file format, such as {@code jdbc}; {@code *} in a rule means any. */
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

    /** The session itself, which {@link Right#CODE} applies to. */
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

    /** An access control object of the query tracker; in a rule it may end with {@code *}. */
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
