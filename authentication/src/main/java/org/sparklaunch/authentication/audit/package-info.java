/**
 * The audit log of a server: who did what, from where, with which verdict. {@link org.sparklaunch.authentication.audit.AuditLog}
 * writes one line for each {@link org.sparklaunch.authentication.audit.AuditEvent}.
 */
@NullMarked
package org.sparklaunch.authentication.audit;

import org.jspecify.annotations.NullMarked;
