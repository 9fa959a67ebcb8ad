package org.sparklaunch.repository;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The string literals of Java sources that hold words for people: descriptions of options, messages of errors and of logs. Literals
 * that are joined by {@code +} are one text; what stands between them counts as one word.
 */
final class JavaMessages {
    /** Two words of letters at least. */
    private static final Pattern WORDS = Pattern.compile("\\p{L}{2,}[,;:]? \\p{L}+");

    private static final Pattern SQL = Pattern.compile(
            "(?is)^\\s*(select .*\\bfrom|insert into|update .*\\bset|delete from|create table|alter table|with .*\\bas)\\b");

    /** What code of other languages has many of, and lists of class names. */
    private static final Pattern CODE_SIGN = Pattern.compile("[{}$=<>|&()\\\\]|\\p{Ll}\\p{Lu}");

    private static final int MOST_CODE_SIGNS = 6;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}|%[sd]|\\{}");

    private JavaMessages() {}

    static List<Passage> of(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    diagnostic -> {},
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Passage> messages = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Literals(unit, positions, messages), null);
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Literals extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Passage> messages;
        private final String file;

        Literals(CompilationUnitTree unit, SourcePositions positions, List<Passage> messages) {
            this.unit = unit;
            this.positions = positions;
            this.messages = messages;
            this.file = Repository.name(Path.of(unit.getSourceFile().toUri()));
        }

        @Override
        public Void visitBinary(BinaryTree tree, Void unused) {
            if (tree.getKind() != Tree.Kind.PLUS) {
                return super.visitBinary(tree, null);
            }
            StringBuilder text = new StringBuilder();
            join(tree, text);
            add(tree, text.toString());
            return null;
        }

        /** Appends a sum of literals and other operands; the latter are scanned for literals of their own. */
        private void join(ExpressionTree tree, StringBuilder text) {
            if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                join(sum.getLeftOperand(), text);
                join(sum.getRightOperand(), text);
            } else if (tree instanceof ParenthesizedTree inner) {
                join(inner.getExpression(), text);
            } else if (tree instanceof LiteralTree literal) {
                text.append(literal.getValue());
            } else {
                text.append("value");
                scan(tree, null);
            }
        }

        @Override
        public Void visitLiteral(LiteralTree tree, Void unused) {
            if (tree.getValue() instanceof String text) {
                add(tree, text);
            }
            return null;
        }

        @Override
        public Void visitAnnotation(AnnotationTree tree, Void unused) {
            return tree.getAnnotationType().toString().endsWith("SuppressWarnings")
                    ? null
                    : super.visitAnnotation(tree, null);
        }

        private void add(Tree tree, String text) {
            if (WORDS.matcher(text).find()) {
                long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
                messages.add(new Passage(
                        file + ":" + line, kind(text), PLACEHOLDER.matcher(text).replaceAll("value")));
            }
        }

        private static Passage.Kind kind(String text) {
            boolean code = SQL.matcher(text).find()
                    || CODE_SIGN.matcher(text).results().count() > MOST_CODE_SIGNS;
            return code ? Passage.Kind.CODE : Passage.Kind.MESSAGE;
        }
    }
}
