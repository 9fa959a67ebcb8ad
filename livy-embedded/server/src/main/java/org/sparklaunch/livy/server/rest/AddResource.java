package org.sparklaunch.livy.server.rest;

import org.jspecify.annotations.Nullable;

/** The body of {@code POST …/add-jar} and similar requests. */
record AddResource(@Nullable String uri) {}
