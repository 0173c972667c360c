/**
 * The command line: one class a verb, 0 for done, 1 for "it did not work", 2 for "that is not how
 * to call it".
 */
@NullMarked
package dev.headwater.local.cli;

import org.jspecify.annotations.NullMarked;
