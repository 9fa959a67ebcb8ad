package org.sparklaunch.livy.driver.scala;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.output.StatementOutput.Failure;
import org.sparklaunch.livy.driver.scala.Definitions.Piece;
import org.sparklaunch.livy.driver.scala.ScalaShell.Outcome;
import org.sparklaunch.livy.driver.scala.ScalaShell.Syntax;
import org.sparklaunch.livy.protocol.CauseLine;

/**
 * Runs one statement in a shell, piece by piece until the first failure. Definitions that follow each other are one piece where
 * that compiles.
 */
final class ScalaStatement {
    private final ScalaShell shell;
    private final MagicOutput magics;
    private final CodeBlocks code;
    private final ConsoleCapture console;
    private final Definitions definitions = new Definitions();
    private @Nullable StatementOutput shown;
    private @Nullable StatementOutput failure;
    private boolean evaluated;

    ScalaStatement(ScalaShell shell, MagicOutput magics, CodeBlocks code, ConsoleCapture console) {
        this.shell = shell;
        this.magics = magics;
        this.code = code;
        this.console = console;
    }

    /** Returns the first failure, or the output of a magic that stands last, or null for what the console has. */
    @Nullable
    StatementOutput run() throws InterruptedException {
        StringBuilder piece = new StringBuilder();
        int start = 0;
        for (int i = 0; i < code.lineCount() && failure == null; i++) {
            Magic magic = piece.isEmpty() ? Magic.in(code.line(i)) : null;
            boolean ended = true;
            if (magic != null) {
                show(magic);
            } else {
                piece.append(code.line(i)).append('\n');
                ended = CodeBlocks.isBlank(piece) || (!code.goesOn(i) && take(new Piece(piece.toString(), start)));
            }
            if (ended) {
                piece.setLength(0);
                start = i + 1;
            }
        }
        define();
        if (failure == null && !piece.isEmpty()) {
            failure = StatementOutput.failure("Error", "incomplete statement");
        }
        return failure == null ? shown : failure;
    }

    /** Takes a piece and returns whether it is complete. A definition waits for the next piece. */
    private boolean take(Piece piece) throws InterruptedException {
        Syntax syntax = Definitions.mayBegin(piece.code()) ? shell.parse(piece.code()) : Syntax.OTHER;
        return switch (syntax) {
            case INCOMPLETE -> false;
            case DEFINITIONS -> {
                definitions.add(piece);
                yield true;
            }
            case OTHER -> {
                define();
                yield failure != null || runPiece(piece);
            }
        };
    }

    /** Runs the definitions that wait: together, or one by one when they do not compile together. */
    private void define() throws InterruptedException {
        List<Piece> pieces = definitions.takeAll();
        if (failure != null) {
            return;
        }
        if (pieces.size() > 1 && execute(Definitions.join(pieces)) instanceof Outcome.Done done) {
            print(done);
            return;
        }
        for (Piece piece : pieces) {
            if (failure == null && !runPiece(piece)) {
                failure = StatementOutput.failure("Error", "incomplete statement");
            }
        }
    }

    private boolean runPiece(Piece piece) throws InterruptedException {
        Outcome outcome = execute(piece);
        if (outcome instanceof Outcome.Done done) {
            print(done);
        } else if (outcome instanceof Outcome.Failed failed) {
            failure = failure(failed.text(), piece);
        }
        return !(outcome instanceof Outcome.Incomplete);
    }

    private Outcome execute(Piece piece) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("cancelled between two lines");
        }
        int before = console.text().length();
        // Scala prints through a Console of its own that remembers System.out as it was when the JVM started.
        Outcome outcome = scala.Console.withOut(console.stream(), () -> shell.run(piece.code(), piece.start()));
        if (console.text().length() > before) {
            shown = null;
        }
        return outcome;
    }

    private void print(Outcome.Done done) {
        console.stream().print(done.text());
        evaluated = true;
        if (!done.text().isEmpty()) {
            shown = null;
        }
    }

    /** Livy shows the last value of the statement whatever the name. Clients that name one mean that one. */
    private void show(Magic magic) throws InterruptedException {
        define();
        if (failure != null) {
            return;
        }
        StatementOutput output = output(magic);
        if (output instanceof Failure) {
            failure = output;
        } else {
            shown = output;
        }
    }

    private StatementOutput output(Magic magic) {
        if (!MagicOutput.isKnown(magic)) {
            return StatementOutput.failure("UnknownMagic", "Unknown magic command " + magic.command());
        }
        if (shell.defines(magic.name())) {
            return magics.of(magic, shell.value(magic.name()));
        }
        if (evaluated) {
            return magics.of(magic, shell.lastValue());
        }
        return StatementOutput.failure("NameError", "Value " + magic.name() + " does not exist");
    }

    private static Failure failure(String text, Piece piece) {
        List<String> lines = text.lines().toList();
        String first = lines.isEmpty() ? "" : lines.get(0).stripTrailing();
        StringBuilder message = new StringBuilder(first);
        List<String> traceback = new ArrayList<>();
        if (!isCompilerError(first)) {
            traceback.add("in " + piece.place() + "\n");
        }
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            traceback.add(line + "\n");
            if (CauseLine.matches(line) && message.indexOf(line) < 0) {
                message.append('\n').append(line);
            }
        }
        return new Failure("Error", message.toString(), traceback);
    }

    /** Those name their line themselves. */
    private static boolean isCompilerError(String message) {
        return message.startsWith("<console>:") || message.startsWith("error:");
    }
}
