/** The runtime with defects put into its classes, one at a time, to see that the tests notice. */
@NullMarked
package dev.headwater.mutants;

import org.jspecify.annotations.NullMarked;
