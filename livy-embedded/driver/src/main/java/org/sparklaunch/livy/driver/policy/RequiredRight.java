package org.sparklaunch.livy.driver.policy;

import java.util.List;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/** What a plan demands of the policy. */
sealed interface RequiredRight {

    /** Calls the visitor's method for this right. */
    void accept(Visitor visitor);

    /** Checks every kind of right: a new one does not compile until its check is written. */
    interface Visitor {
        void visit(Have need);

        void visit(Know need);

        void visit(Setting need);

        void visit(Option need);

        void visit(Outside need);

        void visit(Placed need);

        void visit(Behind need);

        void visit(Inferred need);

        void visit(Never need);
    }

    /** A right on a resource. */
    record Have(Right right, Resource resource) implements RequiredRight {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The right to see a resource: its columns, its size, its content list. */
    record Know(Resource resource) implements RequiredRight {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The right to set or see a Spark setting. */
    record Setting(String key) implements RequiredRight {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * The right to give an option of a data source or a table property.
     *
     * @param harmless whether the option needs no rule
     */
    record Option(Resource.Option option, boolean harmless) implements RequiredRight {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * A path that a table's files are at, although a right on the table does not cover it.
     *
     * @param table as in messages, which do not name the path
     */
    record Outside(Right right, Resource.Location location, Resource table) implements RequiredRight {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * The place that a command gave to a table or database, although a right on it does not cover that.
     *
     * @param entry as in messages, which do not name the path
     */
    record Placed(Right right, Resource.Location location, Resource entry) implements RequiredRight {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * The rights to what a pattern matches and to where links below a folder lead: Spark opens these files already to find out
     * columns. Folders are listed to find them, so the right to the place itself comes before.
     *
     * @param place a path or pattern, as written
     */
    record Behind(String place, List<Right> rights) implements RequiredRight {
        /** Copies the list. */
        public Behind {
            rights = List.copyOf(rights);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * What the footers of Parquet files say about columns: it may not name a class. The right to the place comes before.
     *
     * @param place a path or pattern, as written
     * @param selecting whether options change which of the files Spark infers the columns from
     */
    record Inferred(String place, boolean selecting) implements RequiredRight {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * What no policy allows.
     *
     * @param what the subject of a sentence
     */
    record Never(String what) implements RequiredRight {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }
}
