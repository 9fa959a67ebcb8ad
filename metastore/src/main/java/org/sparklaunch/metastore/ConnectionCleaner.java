package org.sparklaunch.metastore;

import org.apache.hadoop.hive.metastore.HiveMetaStore.HMSHandler;
import org.apache.hadoop.hive.metastore.RawStore;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.ServerContext;
import org.apache.thrift.server.TServerEventHandler;
import org.apache.thrift.transport.TTransport;
import org.jspecify.annotations.Nullable;

/** Gives back what Hive keeps for the thread of a connection, when the connection ends. */
final class ConnectionCleaner implements TServerEventHandler {
    @Override
    public void preServe() {
        // Nothing is shared by connections.
    }

    @Override
    public @Nullable ServerContext createContext(TProtocol input, TProtocol output) {
        return null;
    }

    @Override
    public void deleteContext(@Nullable ServerContext context, TProtocol input, TProtocol output) {
        RawStore store = HMSHandler.getRawStore();
        if (store != null) {
            store.shutdown();
            HMSHandler.removeRawStore();
        }
    }

    @Override
    public void processContext(@Nullable ServerContext context, TTransport input, TTransport output) {
        // Each call is complete in itself.
    }
}
