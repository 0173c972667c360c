/** Topics to files and back, offsets, times and headers kept. */
@NullMarked
package dev.headwater.local.archive;

import org.jspecify.annotations.NullMarked;
