/** The payments service: its parts, put together. */
@NullMarked
package dev.headwater.payments;

import org.jspecify.annotations.NullMarked;
