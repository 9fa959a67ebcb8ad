/** What every module with a command tests of its own command. */
@NullMarked
package org.sparklaunch.commands.testing;

import org.jspecify.annotations.NullMarked;
