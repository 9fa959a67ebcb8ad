/**
 * Checks of the repository itself: the language of pages and messages, and that pages agree with poms and code. Fast, without the
 * archive.
 */
package org.sparklaunch.repository;
