/** Read models: pure folds of events into rows of one table, live and rebuilt. */
@NullMarked
package dev.headwater.runtime.projection;

import org.jspecify.annotations.NullMarked;
