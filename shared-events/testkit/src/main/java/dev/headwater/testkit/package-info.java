/** Given/when/then for deciders, projections and policies; contract suites; architecture rules. */
@NullMarked
package dev.headwater.testkit;

import org.jspecify.annotations.NullMarked;
