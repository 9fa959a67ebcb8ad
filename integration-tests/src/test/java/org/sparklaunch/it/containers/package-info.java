/**
 * The container image on a real Docker engine, seen from outside: its ports, its exit codes, its processes.
 *
 * <p>{@link org.sparklaunch.it.containers.DockerEngine} tells whether there is an engine, {@link
 * org.sparklaunch.it.containers.ProductImage} packs the archive under test, {@link
 * org.sparklaunch.it.containers.ProductContainer} runs it.
 */
package org.sparklaunch.it.containers;
