/** What operators do over HTTP with projections, parked streams and histories. */
@NullMarked
package dev.headwater.runtime.admin;

import org.jspecify.annotations.NullMarked;
