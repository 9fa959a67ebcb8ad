package org.sparklaunch.livy.server.session;

import java.util.function.Supplier;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.server.driver.DriverLink;

/** Applies the reports of one connection to the session. An event is journalled once: a driver repeats unacknowledged ones. */
final class DriverReports
        implements DriverMessage.Report.Visitor, DriverMessage.Event.Visitor, DriverMessage.WorkEvent.Visitor {
    private final DriverChannel channel;
    private final DriverLink from;

    DriverReports(DriverChannel channel, DriverLink from) {
        this.channel = channel;
        this.from = from;
    }

    @Override
    public void visit(DriverMessage.Candidates candidates) {
        channel.completions().complete(candidates);
    }

    @Override
    public void visit(DriverMessage.StatementProgress progress) {
        channel.ifCurrent(
                from,
                () -> channel.journal()
                        .history()
                        .statements()
                        .change(progress.statement(), s -> s.progress(progress.fraction(), progress.counts())));
    }

    @Override
    public void visit(DriverMessage.Event event) {
        channel.ifCurrent(from, () -> {
            event.accept((DriverMessage.Event.Visitor) this);
            channel.send(new ServerMessage.Acknowledge(event.sequence()));
        });
    }

    @Override
    public void visit(DriverMessage.SessionReady ready) {
        keep(ready, () -> SessionEntry.of(ready, channel.journal().now()));
    }

    @Override
    public void visit(DriverMessage.SessionFailed failed) {
        channel.journal().log().note(failed.reason());
    }

    @Override
    public void visit(DriverMessage.GuestEnded ended) {
        channel.journal()
                .log()
                .note("the driver reported the end of guest " + ended.guest() + ", but this session has no guests");
    }

    @Override
    public void visit(DriverMessage.WorkEvent event) {
        event.accept((DriverMessage.WorkEvent.Visitor) this);
    }

    @Override
    public void visit(DriverMessage.StatementStarted started) {
        keep(started, () -> SessionEntry.of(started));
    }

    @Override
    public void visit(DriverMessage.StatementFinished finished) {
        keep(finished, () -> SessionEntry.of(finished));
    }

    @Override
    public void visit(DriverMessage.JobStarted started) {
        keep(started, () -> SessionEntry.of(started));
    }

    @Override
    public void visit(DriverMessage.JobFinished finished) {
        keep(finished, () -> SessionEntry.of(finished));
    }

    @Override
    public void visit(DriverMessage.ResourcesUsed used) {
        channel.journal().note(used);
    }

    @Override
    public void visit(DriverMessage.ResourceAdded added) {
        channel.resources().complete(added);
    }

    private void keep(DriverMessage.Event event, Supplier<SessionEntry> entry) {
        SessionJournal journal = channel.journal();
        if (!journal.history().knows(event.sequence())) {
            journal.append(entry.get());
            // By the server's clock: the driver's may be another machine's.
            journal.history().touch(journal.now());
        }
    }
}
