/**
 * Headwater on this machine without Docker: every part a process of its own, started and watched by
 * one class.
 */
@NullMarked
package dev.headwater.local;

import org.jspecify.annotations.NullMarked;
