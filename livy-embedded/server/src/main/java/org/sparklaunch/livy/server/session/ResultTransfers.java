package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.driver.ResultReceiver;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.platform.digest.RandomBytes;

/**
 * The transfers of whole results that clients wait for. Each has an id, which tells for which of them the driver opened a
 * connection. Thread-safe.
 */
final class ResultTransfers {
    /** Each is a Spark job and a connection beside the session's statements. */
    private static final int MOST = 4;

    private static final int ID_BYTES = 16;

    private final Map<String, ResultReceiver> waiting = new HashMap<>();
    private int open;

    /**
     * Opens a transfer.
     *
     * @return its id
     * @throws RejectedException when too many are open
     */
    synchronized String open(ResultReceiver receiver) {
        if (open >= MOST) {
            throw RejectedException.limit(open + " whole results of this session are being sent, the limit is " + MOST
                    + "; request this one when one of them has been read");
        }
        open++;
        String transfer = "result-" + new BigInteger(1, RandomBytes.create(ID_BYTES)).toString(Character.MAX_RADIX);
        waiting.put(transfer, new Counted(receiver));
        return transfer;
    }

    /** Returns the receiver that waits for this transfer, once. */
    synchronized Optional<ResultReceiver> take(String transfer) {
        return Optional.ofNullable(waiting.remove(transfer));
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
