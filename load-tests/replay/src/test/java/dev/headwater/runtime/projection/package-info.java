/** Measures and tests what only this package sees. */
@NullMarked
package dev.headwater.runtime.projection;

import org.jspecify.annotations.NullMarked;
