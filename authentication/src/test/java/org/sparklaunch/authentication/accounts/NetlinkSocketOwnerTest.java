package org.sparklaunch.authentication.accounts;

class NetlinkSocketOwnerTest extends SocketOwnerContract {
    @Override
    SocketOwner owner() {
        return new NetlinkSocketOwner();
    }
}
