/**
 * The demonstration: real orders through a running platform, told step by step, with a proof at the
 * end.
 */
@NullMarked
package dev.headwater.local.demo;

import org.jspecify.annotations.NullMarked;
