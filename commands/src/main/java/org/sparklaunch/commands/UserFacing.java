package org.sparklaunch.commands;

/**
 * Marks an exception whose message is written for users. {@link CommandRunner} prints such a message as it is; the message of
 * any other exception is reported as unexpected.
 */
public interface UserFacing {}
