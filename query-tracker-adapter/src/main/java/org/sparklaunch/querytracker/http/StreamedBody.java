package org.sparklaunch.querytracker.http;

import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body that is read while it is sent. When reading fails the connection is closed: the status has been sent, and an orderly end
 * would make the client take a part for the whole.
 */
final class StreamedBody extends FilterInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedBody.class);

    private final Context ctx;

    StreamedBody(Context ctx, InputStream body) {
        super(body);
        this.ctx = ctx;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException | RuntimeException e) {
            LOG.error("{} {} failed while its response was sent", ctx.method(), ctx.path(), e);
            ServletContextRequest.getServletContextRequest(ctx.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
