/**
 * Faults on real processes under load: what was acknowledged is neither lost nor done twice, and
 * nothing is in conflict.
 */
@NullMarked
package dev.headwater.faults;

import org.jspecify.annotations.NullMarked;
