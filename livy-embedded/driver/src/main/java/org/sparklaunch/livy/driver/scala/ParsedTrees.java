package org.sparklaunch.livy.driver.scala;

import java.util.Set;
import org.sparklaunch.livy.driver.scala.ScalaShell.Syntax;
import scala.Product;

/** Classifies what a compiler's parser returned. The names of trees are the same on all Scala lines, their classes are not. */
public final class ParsedTrees {
    private static final Set<String> DEFINITIONS = Set.of("ClassDef", "ModuleDef", "DefDef", "TypeDef");

    private ParsedTrees() {}

    /** Returns {@link Syntax#DEFINITIONS} when all trees define something that runs no code. */
    public static Syntax syntax(scala.collection.Iterable<?> trees) {
        boolean any = false;
        for (scala.collection.Iterator<?> i = trees.iterator(); i.hasNext(); any = true) {
            if (!(i.next() instanceof Product tree) || !DEFINITIONS.contains(tree.productPrefix())) {
                return Syntax.OTHER;
            }
        }
        return any ? Syntax.DEFINITIONS : Syntax.OTHER;
    }
}
