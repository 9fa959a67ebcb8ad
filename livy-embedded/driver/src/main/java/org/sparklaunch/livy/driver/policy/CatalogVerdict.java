package org.sparklaunch.livy.driver.policy;

import org.jspecify.annotations.Nullable;

/** Keeps the first denial and the first failure of several judged changes. Used by one thread. */
final class CatalogVerdict {
    private @Nullable AccessDeniedException denied;
    private @Nullable Throwable failure;

    void deny(AccessDeniedException denial) {
        denied = denied == null ? denial : denied;
    }

    void fail(Throwable cause) {
        failure = failure == null ? cause : failure;
    }

    /**
     * Throws what is worst; does nothing when all changes are allowed.
     *
     * @throws AccessDeniedException when a change is denied
     * @throws IllegalStateException when none is denied and one cannot be judged
     */
    void throwIfBad() {
        if (denied != null) {
            throw denied;
        }
        if (failure != null) {
            throw new IllegalStateException("cannot judge a change of the catalog", failure);
        }
    }
}
