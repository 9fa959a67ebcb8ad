package org.sparklaunch.authentication.accounts;

class ProcSocketOwnerTest extends SocketOwnerContract {
    @Override
    SocketOwner owner() {
        return new ProcSocketOwner();
    }
}
