/** The orders service: its parts, put together. */
@NullMarked
package dev.headwater.orders;

import org.jspecify.annotations.NullMarked;
