package org.sparklaunch.livy.server.session;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.sparklaunch.livy.server.policy.PolicyFile;

/**
 * What all sessions of a server use together.
 *
 * @param enders runs the endings of sessions, which block
 * @param policy the policy in force
 */
record SessionServices(Executor enders, PolicyFile policy, InstantSource clock) {}
