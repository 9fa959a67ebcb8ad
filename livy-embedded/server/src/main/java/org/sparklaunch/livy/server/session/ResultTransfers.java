package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.driver.ResultReceiver;
import org.sparklaunch.livy.server.request.RejectedException;

/**
 * Where those who want a session's whole results wait for its driver to call. A ticket tells which of the driver's calls
 * is whose. Thread-safe.
 */
final class ResultTransfers {
    /** Each is a Spark job and a connection beside the session's statements. */
    private static final int MOST = 4;

    private static final int TICKET_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, ResultReceiver> waiting = new HashMap<>();
    private int open;

    /**
     * Lets someone wait.
     *
     * @return the ticket for the driver
     * @throws RejectedException when too many do
     */
    synchronized String expect(ResultReceiver receiver) {
        if (open >= MOST) {
            throw new RejectedException(open + " whole results of this session are on their way, the limit is " + MOST
                    + ": ask again when one of them is read");
        }
        open++;
        String ticket = "result-" + new BigInteger(TICKET_BITS, random).toString(Character.MAX_RADIX);
        waiting.put(ticket, new Counted(receiver));
        return ticket;
    }

    /** Who waits with the ticket; each ticket is good once. */
    synchronized Optional<ResultReceiver> take(String ticket) {
        return Optional.ofNullable(waiting.remove(ticket));
    }

    private synchronized void free() {
        open--;
    }

    private final class Counted implements ResultReceiver {
        private final ResultReceiver receiver;
        private final AtomicBoolean ended = new AtomicBoolean();

        Counted(ResultReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void lines(String lines) throws IOException {
            receiver.lines(lines);
        }

        @Override
        public void ended(@Nullable String failure) {
            if (ended.compareAndSet(false, true)) {
                free();
                receiver.ended(failure);
            }
        }
    }
}
